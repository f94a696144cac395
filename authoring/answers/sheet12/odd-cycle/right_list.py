def odd_cycle(p):
    m = (p - 1) // 2
    order, side = [m], 1
    for k in range(1, p):
        order.append(m + side * ((k + 1) // 2))
        side = -side
    values = [0.0] * p
    for k in range(p):
        values[order[k]] = order[(k + 1) % p] / (p - 1)
    return values
