# expect: forward timeout
# expect: criterion timeout
# expect: train_model timeout
# expect: compare_learning_rates timeout
# expect: plot_losses timeout
# expect: error_surface timeout
# expect: descent_path timeout


while True:
    pass
