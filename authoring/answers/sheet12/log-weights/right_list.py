def log_weights(a, u, sigma2):
    k = a.shape[1]
    result = []
    for weights, shift in zip(a, u, strict=True):
        result.append(
            sum(float(s) ** 2 / (2 * k) - float(w) * float(s) for w, s in zip(weights, shift, strict=True)) / sigma2
        )
    return result
