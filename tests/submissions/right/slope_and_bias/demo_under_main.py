def test_forward():
    assert forward(torch.ones(2), 2.0, 1.0).tolist() == [3.0, 3.0]


def main():
    raise SystemExit(input("which rate? "))


test_forward()
if __name__ == "__main__":
    main()
