# expect: criterion fail sum-not-mean


criterion = torch.nn.MSELoss(reduction="sum")
