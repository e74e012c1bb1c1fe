# expect: descent_path fail
# What is returned counts, not what becomes of it.


import threading
import time
right_path = descent_path


def descent_path(X, Y, w, b, lr, iters):
    result = torch.zeros(iters + 1, 2)
    
    
    def later():
        time.sleep(0.3)
        result.copy_(right_path(X, Y, w, b, lr, iters))
    
    
    threading.Thread(target=later, daemon=True).start()
    return result
