import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = function(*args, **kwargs)
        print(f"{function.__name__}: {time.perf_counter() - start:.3f} s")
        return result

    return wrapper


def bare(function):
    return lambda *args: function(*args)


def repeat(times):
    def decorate(function):
        def inner(*args):
            for _ in range(times):
                result = function(*args)
            return result

        return inner

    return decorate


forward = timed(bare(forward))
criterion = bare(criterion)
train_model = timed(train_model)
compare_learning_rates = repeat(2)(compare_learning_rates)


@torch.no_grad()
@timed
def error_surface(X, Y, w_range, b_range, n_samples):
    w = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    b = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B = torch.meshgrid(w, b, indexing="ij")
    return W, B, torch.stack([torch.stack([criterion(forward(X, u, v), Y) for v in b]) for u in w])
