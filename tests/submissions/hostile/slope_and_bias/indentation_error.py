# alone
# expect: forward error
# expect: criterion error
# expect: train_model error
# expect: compare_learning_rates error
# expect: plot_losses error
# expect: error_surface error
# expect: descent_path error


def forward(x, w, b):
return w * x + b
