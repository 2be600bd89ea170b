def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
def work(n):
    total = 0
    for _ in range(n // 242785 + 1):
        total += fib(25)
    return total
