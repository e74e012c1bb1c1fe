# Vorwärts: die Gerade. 前向传播。Прямой проход. الخط المستقيم
def forward(x, w, b):
    """Gibt ŷ = w·x + b zurück. 预测值。"""
    ŷ = w * x + b  # müßte stimmen 🙂
    return ŷ


def criterion(yhat, y):
    ошибка = yhat - y
    return (ошибка**2).mean()
