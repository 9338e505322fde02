"""Tasks that follow the room end when they must, also when a first word to stop is lost."""

import asyncio

from sok_metrics.tasks.room.bells import end_task


def test_a_task_that_lost_the_word_to_stop_is_told_again():
    async def whole() -> int:
        lost = 0

        async def hard_of_hearing() -> None:
            nonlocal lost
            while lost < 2:
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    lost += 1

        task = asyncio.create_task(hard_of_hearing())
        await asyncio.sleep(0)
        await asyncio.wait_for(end_task(task), 10)
        return lost

    assert asyncio.run(whole()) == 2


def test_a_task_that_is_over_is_left_alone():
    async def whole() -> None:
        task = asyncio.create_task(asyncio.sleep(0))
        await task
        await end_task(task)

    asyncio.run(whole())
