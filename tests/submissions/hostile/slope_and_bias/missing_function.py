# expect: forward error
# expect: train_model blocked
# expect: error_surface blocked
# What calls it waits for it.


del forward
