"""What is measured, beside the floor it is compared with, in one run."""
