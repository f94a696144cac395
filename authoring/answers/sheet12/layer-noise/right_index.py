"""By a list of rows."""


def layer_parameters(theta, noise, recurrent):
    rows = [0 if recurrent else t for t in range(len(noise))]
    return noise[rows] + theta
