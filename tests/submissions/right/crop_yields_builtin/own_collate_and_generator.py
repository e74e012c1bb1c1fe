def make_loader(inputs, targets, batch_size, shuffle):
    generator = torch.Generator().manual_seed(7)
    pairs = [(x, y) for x, y in zip(inputs, targets)]
    collate = lambda rows: (torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows]))
    return DataLoader(pairs, batch_size, shuffle=shuffle, generator=generator, collate_fn=collate)
