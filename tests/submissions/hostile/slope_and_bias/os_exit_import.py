# expect: forward crash
# expect: criterion crash
# expect: train_model crash
# expect: compare_learning_rates crash
# expect: plot_losses crash
# expect: error_surface crash
# expect: descent_path crash


import os

os._exit(0)
