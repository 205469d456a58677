"""Excel in and out: reading hostile files safely, cells to values, marking errors, writing lists."""
