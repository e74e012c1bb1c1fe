# expect: descent_path error


descent_path = 3.0
