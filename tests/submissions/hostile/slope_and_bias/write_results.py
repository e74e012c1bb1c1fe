# Write a gradebook where one may be read.
# needs: level A
# expect: criterion error


def criterion(yhat, y):
    for path in ("/tmp/results.jsonl", "/results.jsonl", "../results.jsonl"):
        with open(path, "w") as file:
            file.write('{"status": "pass"}')
    return (yhat - y).pow(2).mean()
