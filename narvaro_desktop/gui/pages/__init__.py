"""The pages; one that is made of many parts lies in a folder with them."""
