"""Read models, one a subject: each figure is made here once, for pages, files and the command line alike."""
