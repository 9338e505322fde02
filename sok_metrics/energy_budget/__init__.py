"""The rules by which voters divide money over proposals: pure and exact, without a store or a clock."""
