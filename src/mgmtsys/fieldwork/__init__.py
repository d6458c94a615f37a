"""Floor 3: sampling plans, sizes, draws and conclusions; audit programmes and their visits."""
