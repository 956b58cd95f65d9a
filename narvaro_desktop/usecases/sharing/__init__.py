"""One case on several laptops: joining, handing over, what comes back."""
