forward = lambda x, w, b: w * x + b
criterion = lambda yhat, y: ((yhat - y) ** 2).mean()
