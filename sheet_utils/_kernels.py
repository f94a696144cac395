"""The compiled kernels behind `engine`; this module needs numba, nothing else imports it.

A batch is cut into blocks of LANES sequences, one sequence a SIMD lane: an array (rows, LANES) holds one number of
every sequence in each row, and every row is one vector operation. The products of the weights with such rows keep
ROWS results in registers at a time, so each kernel below is written once, over `Registers`: a fixed number of
vectors that LLVM can hold in the machine's registers, whatever their width.
"""

import math

import numpy as np
from llvmlite import binding, ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

LANES = 16  # one AVX-512 register of float32, two of AVX2, four of NEON
# Rows of a product held in registers; numbers of units are padded to a multiple of it. The tile of a weight gradient
# takes ROWS^2 vectors: 25 of AVX-512's 32 registers, or, as two registers each, 8 of AVX2's 16.
ROWS = 5 if binding.get_host_cpu_features().get("avx512f") else 2
TILE = ROWS * ROWS


def compiled(fastmath=False):
    """njit with a cache on disk where one can be written, and without one elsewhere."""

    def decorate(function):
        options = {"nogil": True, "error_model": "numpy", "fastmath": fastmath}
        try:
            return njit(cache=True, **options)(function)
        except RuntimeError:  # numba's "no locator available": no folder of the cache is writable
            return njit(**options)(function)

    return decorate


def padded(units):
    """The number of rows that `units` take: the next multiple of ROWS."""
    return (units + ROWS - 1) // ROWS * ROWS


def aligned(shape, dtype):
    """A zeroed array that starts on a cache line, since a vector across two lines is read twice."""
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    raw = np.zeros(size + 64, dtype=np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(dtype).reshape(shape)


# --- Vectors in registers. ------------------------------------------------------------------------


class Registers(types.Type):
    """`count` vectors of LANES numbers each."""

    def __init__(self, dtype, count):
        self.dtype, self.count = dtype, count
        super().__init__(name=f"Registers({dtype}, {count})")


@register_model(Registers)
class _RegistersModel(models.PrimitiveModel):
    def __init__(self, dmm, fe_type):
        scalar = dmm.lookup(fe_type.dtype).get_value_type()
        super().__init__(dmm, fe_type, ir.ArrayType(ir.VectorType(scalar, LANES), fe_type.count))


def _pointer(context, builder, array_type, array, index, vector):
    """Pointer to number `index` of a contiguous array, or to vector `index` where it is cut into pieces of LANES."""
    data = context.make_array(array_type)(context, builder, array).data
    if not vector:
        return builder.gep(data, [index])
    pointer = builder.gep(data, [builder.mul(index, ir.Constant(index.type, LANES))])
    scalar = context.get_value_type(array_type.dtype)
    return builder.bitcast(pointer, ir.VectorType(scalar, LANES).as_pointer())


def _load(context, builder, array_type, array, row):
    pointer = _pointer(context, builder, array_type, array, row, vector=True)
    scalar = context.get_value_type(array_type.dtype)
    return builder.load(pointer, align=array_type.dtype.bitwidth // 8, typ=ir.VectorType(scalar, LANES))


def _store(context, builder, array_type, array, row, value):
    pointer = _pointer(context, builder, array_type, array, row, vector=True)
    builder.store(value, pointer, align=array_type.dtype.bitwidth // 8)


def _splat(builder, value):
    vector = ir.VectorType(value.type, LANES)
    single = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    order = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(vector, ir.Undefined), order)


def _multiply_add(builder, a, b, c):
    # fmuladd, not fma: it becomes one instruction where there is one, and never a library call.
    name = f"llvm.fmuladd.v{LANES}{'f32' if a.type.element == ir.FloatType() else 'f64'}"
    function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(a.type, [a.type] * 3), name)
    return builder.call(function, [a, b, c])


def _after(builder, index, k):
    return builder.add(index, ir.Constant(index.type, k))


def _zeros(count):
    @intrinsic
    def zeros(typingctx, like):
        def codegen(context, builder, signature, args):
            return ir.Constant(context.get_value_type(signature.return_type), None)

        return Registers(like.dtype, count)(like), codegen

    return zeros


# Registers of zeros, of the dtype of the array they are given.
zero_rows = _zeros(ROWS)
zero_tile = _zeros(TILE)
zero_row = _zeros(1)


@intrinsic
def broadcast(typingctx, values, i):
    """ROWS registers; register k holds values[i + k] in every lane."""
    result = Registers(values.dtype, ROWS)

    def codegen(context, builder, signature, args):
        array, index = args
        out = ir.Constant(context.get_value_type(signature.return_type), ir.Undefined)
        for k in range(ROWS):
            pointer = _pointer(context, builder, signature.args[0], array, _after(builder, index, k), vector=False)
            out = builder.insert_value(out, _splat(builder, builder.load(pointer)), k)
        return out

    return result(values, types.intp), codegen


@intrinsic
def add_scaled(typingctx, registers, weights, i, x, row):
    """registers[k] + weights[i + k] * x[row], for every k."""

    def codegen(context, builder, signature, args):
        out, w, index, x, row = args
        vector = _load(context, builder, signature.args[3], x, row)
        for k in range(signature.return_type.count):
            pointer = _pointer(context, builder, signature.args[1], w, _after(builder, index, k), vector=False)
            weight = _splat(builder, builder.load(pointer))
            out = builder.insert_value(out, _multiply_add(builder, weight, vector, builder.extract_value(out, k)), k)
        return out

    return registers(registers, weights, types.intp, x, types.intp), codegen


@intrinsic
def add_products(typingctx, registers, x, row, y, other):
    """registers[k, l] + x[row + k] * y[other + l], lane by lane, for k, l < ROWS."""

    def codegen(context, builder, signature, args):
        out, x, row, y, other = args
        left = [_load(context, builder, signature.args[1], x, _after(builder, row, k)) for k in range(ROWS)]
        for l in range(ROWS):
            right = _load(context, builder, signature.args[3], y, _after(builder, other, l))
            for k in range(ROWS):
                n = k * ROWS + l
                product = _multiply_add(builder, left[k], right, builder.extract_value(out, n))
                out = builder.insert_value(out, product, n)
        return out

    return registers(registers, x, types.intp, y, types.intp), codegen


@intrinsic
def add_row_scaled(typingctx, registers, weights, i, x, row):
    """registers[k] + weights[i + k] * x[row + k]."""

    def codegen(context, builder, signature, args):
        out, w, index, x, row = args
        for k in range(signature.return_type.count):
            vector = _load(context, builder, signature.args[3], x, _after(builder, row, k))
            pointer = _pointer(context, builder, signature.args[1], w, _after(builder, index, k), vector=False)
            weight = _splat(builder, builder.load(pointer))
            out = builder.insert_value(out, _multiply_add(builder, weight, vector, builder.extract_value(out, k)), k)
        return out

    return registers(registers, weights, types.intp, x, types.intp), codegen


@intrinsic
def add_scaled_rows(typingctx, registers, weights, i, x, row):
    """registers[k] + weights[i] * x[row + k]."""

    def codegen(context, builder, signature, args):
        out, w, index, x, row = args
        pointer = _pointer(context, builder, signature.args[1], w, index, vector=False)
        weight = _splat(builder, builder.load(pointer))
        for k in range(signature.return_type.count):
            vector = _load(context, builder, signature.args[3], x, _after(builder, row, k))
            out = builder.insert_value(out, _multiply_add(builder, weight, vector, builder.extract_value(out, k)), k)
        return out

    return registers(registers, weights, types.intp, x, types.intp), codegen


@intrinsic
def add_row_products(typingctx, registers, x, row, y, other):
    """registers[k] + x[row + k] * y[other + k], lane by lane."""

    def codegen(context, builder, signature, args):
        out, x, row, y, other = args
        for k in range(signature.return_type.count):
            left = _load(context, builder, signature.args[1], x, _after(builder, row, k))
            right = _load(context, builder, signature.args[3], y, _after(builder, other, k))
            out = builder.insert_value(out, _multiply_add(builder, left, right, builder.extract_value(out, k)), k)
        return out

    return registers(registers, x, types.intp, y, types.intp), codegen


@intrinsic
def add_rows(typingctx, registers, x, row):
    """registers[k] + x[row + k]."""

    def codegen(context, builder, signature, args):
        out, x, row = args
        for k in range(signature.return_type.count):
            vector = _load(context, builder, signature.args[1], x, _after(builder, row, k))
            out = builder.insert_value(out, builder.fadd(builder.extract_value(out, k), vector), k)
        return out

    return registers(registers, x, types.intp), codegen


@intrinsic
def rectified(typingctx, registers):
    """The positive part of every number; NaN stays NaN."""

    def codegen(context, builder, signature, args):
        (out,) = args
        for k in range(signature.return_type.count):
            vector = builder.extract_value(out, k)
            zero = ir.Constant(vector.type, None)
            # "below zero" is false for NaN, so NaN passes.
            vector = builder.select(builder.fcmp_ordered("<", vector, zero), zero, vector)
            out = builder.insert_value(out, vector, k)
        return out

    return registers(registers), codegen


@intrinsic
def where_positive(typingctx, registers, x, row):
    """registers[k] where x[row + k] > 0, else 0."""

    def codegen(context, builder, signature, args):
        out, x, row = args
        for k in range(signature.return_type.count):
            vector = builder.extract_value(out, k)
            zero = ir.Constant(vector.type, None)
            switch = _load(context, builder, signature.args[1], x, _after(builder, row, k))
            vector = builder.select(builder.fcmp_unordered("<=", switch, zero), zero, vector)
            out = builder.insert_value(out, vector, k)
        return out

    return registers(registers, x, types.intp), codegen


@intrinsic
def put_apart(typingctx, registers, x, row, stride):
    """x[row + k * stride] = registers[k]."""

    def codegen(context, builder, signature, args):
        registers, x, row, stride = args
        for k in range(signature.args[0].count):
            _store(context, builder, signature.args[1], x, row, builder.extract_value(registers, k))
            row = builder.add(row, stride)
        return context.get_dummy_value()

    return types.void(registers, x, types.intp, types.intp), codegen


@intrinsic
def put(typingctx, registers, x, row):
    """x[row + k] = registers[k]."""

    def codegen(context, builder, signature, args):
        registers, x, row = args
        for k in range(signature.args[0].count):
            value = builder.extract_value(registers, k)
            _store(context, builder, signature.args[1], x, _after(builder, row, k), value)
        return context.get_dummy_value()

    return types.void(registers, x, types.intp), codegen


@intrinsic
def put_sum(typingctx, registers, x, row):
    """x[row] = the sum of the registers, lane by lane."""

    def codegen(context, builder, signature, args):
        registers, x, row = args
        total = builder.extract_value(registers, 0)
        for k in range(1, signature.args[0].count):
            total = builder.fadd(total, builder.extract_value(registers, k))
        _store(context, builder, signature.args[1], x, row, total)
        return context.get_dummy_value()

    return types.void(registers, x, types.intp), codegen


@intrinsic
def put_lane_sums(typingctx, registers, out):
    """out[k] = the sum over the lanes of registers[k]."""

    def codegen(context, builder, signature, args):
        registers, out = args
        for k in range(signature.args[0].count):
            vector = builder.extract_value(registers, k)
            width = LANES
            while width > 1:  # halve by shuffles: the order of the additions is fixed, so the bits are too
                width //= 2
                order = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [(i + width) % LANES for i in range(LANES)])
                vector = builder.fadd(vector, builder.shuffle_vector(vector, vector, order))
            index = ir.Constant(context.get_value_type(types.intp), k)
            pointer = _pointer(context, builder, signature.args[1], out, index, vector=False)
            builder.store(builder.extract_element(vector, ir.Constant(ir.IntType(32), 0)), pointer)
        return context.get_dummy_value()

    return types.void(registers, out), codegen


# --- Forced forward pass and its exact gradient. ------------------------------------------------------
#
# Parameters, gradients and moments are flat vectors [A (M) | W1 (M, L) | W2 (L, M) | h1 (M) | h2 (L)].


@compiled()
def packed_count(M, L):
    Mp, Lp = (M + ROWS - 1) // ROWS * ROWS, (L + ROWS - 1) // ROWS * ROWS
    return 2 * Lp * M + 2 * Mp * L + 2 * Mp + Lp


@compiled()
def pack(p, M, L, out):
    """Lay out the four matrices as the products read them: ROWS rows at a time, column by column, zeros below.

    out: [W2 | W1^T] as (Lp / ROWS, M, ROWS), [W1 | W2^T] as (Mp / ROWS, L, ROWS), then A, h1 (Mp), h2 (Lp).
    """
    Mp, Lp = (M + ROWS - 1) // ROWS * ROWS, (L + ROWS - 1) // ROWS * ROWS
    w1, w2, h1 = M, M + M * L, M + 2 * M * L
    for m in range(M):
        block, k = m // ROWS, m % ROWS
        for l in range(L):
            place = 2 * Lp * M + (block * L + l) * ROWS + k
            out[place] = p[w1 + m * L + l]
            out[place + Mp * L] = p[w2 + l * M + m]
    for l in range(L):
        block, k = l // ROWS, l % ROWS
        for m in range(M):
            place = (block * M + m) * ROWS + k
            out[place] = p[w2 + l * M + m]
            out[place + Lp * M] = p[w1 + m * L + l]
    vectors = 2 * Lp * M + 2 * Mp * L
    for m in range(M):
        out[vectors + m] = p[m]
        out[vectors + Mp + m] = p[h1 + m]
    for l in range(L):
        out[vectors + 2 * Mp + l] = p[h1 + M + l]


@compiled()
def work_rows(M, L, N, T):
    """Rows of LANES numbers that a block of sequences needs: x and y, z, dz, a, da, what is carried, mask, errors."""
    Mp, Lp = (M + ROWS - 1) // ROWS * ROWS, (L + ROWS - 1) // ROWS * ROWS
    return 2 * T * N + (2 * T + 1) * Mp + 2 * T * Lp + Mp + 2


@compiled()
def block_loss_and_gradient(w, M, L, N, T, tau, warmup, scale, target, work, scratch, grad):
    """Loss of one block of sequences, and its gradient added to `grad` (exact BPTT).

    The read-out is replaced by the observation at every t < warmup, then whenever (t - warmup) % tau == 0.

    Args:
        w: packed parameters.
        scale: 1 / (number of terms of the mean).
        target: the row of `work` where the targets y_t begin: N where they are the observations one step later.
        work: (work_rows, LANES), with the observations x_t in its first T N rows, the targets within its first
            2 T N, and the lane mask (1 for a sequence, 0 for padding) in its last but one.
        scratch: (TILE,).
        grad: (number of parameters,).

    Returns:
        This block's part of the loss.
    """
    Mp, Lp = (M + ROWS - 1) // ROWS * ROWS, (L + ROWS - 1) // ROWS * ROWS
    w2, w1t, w1 = 0, Lp * M, 2 * Lp * M
    w2t = w1 + Mp * L
    A = w2t + Mp * L
    h1, h2 = A + Mp, A + 2 * Mp
    # Rows of `work`: z[t] is the state that enters step t, dz[t] the gradient of what leaves it.
    z = 2 * T * N
    dz = z + (T + 1) * Mp
    a = dz + T * Mp
    da = a + T * Lp
    carried = da + T * Lp
    mask = carried + Mp
    squares = mask + 1

    for row in range(Mp):
        for b in range(LANES):
            work[z + row, b] = 0
    for b in range(LANES):
        work[squares, b] = 0
    for t in range(T):
        now = z + t * Mp
        if t < warmup or (t - warmup) % tau == 0:
            for n in range(N):
                for b in range(LANES):
                    work[now + n, b] = work[t * N + n, b]
        # a = ReLU(W2 z + h2), ROWS or twice ROWS units at a time: one product alone would wait for its own sums.
        i = 0
        while i + 2 * ROWS <= Lp:
            first = broadcast(w, h2 + i)
            second = broadcast(w, h2 + i + ROWS)
            for m in range(M):
                first = add_scaled(first, w, w2 + i * M + m * ROWS, work, now + m)
                second = add_scaled(second, w, w2 + (i + ROWS) * M + m * ROWS, work, now + m)
            put(rectified(first), work, a + t * Lp + i)
            put(rectified(second), work, a + t * Lp + i + ROWS)
            i += 2 * ROWS
        if i < Lp:
            first = broadcast(w, h2 + i)
            for m in range(M):
                first = add_scaled(first, w, w2 + i * M + m * ROWS, work, now + m)
            put(rectified(first), work, a + t * Lp + i)
        # z' = A z + h1 + W1 a
        i = 0
        while i + 2 * ROWS <= Mp:
            first = add_row_scaled(broadcast(w, h1 + i), w, A + i, work, now + i)
            second = add_row_scaled(broadcast(w, h1 + i + ROWS), w, A + i + ROWS, work, now + i + ROWS)
            for l in range(L):
                first = add_scaled(first, w, w1 + i * L + l * ROWS, work, a + t * Lp + l)
                second = add_scaled(second, w, w1 + (i + ROWS) * L + l * ROWS, work, a + t * Lp + l)
            put(first, work, now + Mp + i)
            put(second, work, now + Mp + i + ROWS)
            i += 2 * ROWS
        if i < Mp:
            first = add_row_scaled(broadcast(w, h1 + i), w, A + i, work, now + i)
            for l in range(L):
                first = add_scaled(first, w, w1 + i * L + l * ROWS, work, a + t * Lp + l)
            put(first, work, now + Mp + i)
        for m in range(Mp):
            for b in range(LANES):
                work[dz + t * Mp + m, b] = 0
        if t >= warmup:
            for n in range(N):
                for b in range(LANES):
                    error = (work[now + Mp + n, b] - work[target + t * N + n, b]) * work[mask, b]
                    work[squares, b] += error * error
                    work[dz + t * Mp + n, b] = 2 * scale * error

    for t in range(T - 1, -1, -1):
        now, out = z + t * Mp, dz + t * Mp
        # da = [a > 0] W1^T dz
        i = 0
        while i + 2 * ROWS <= Lp:
            first = zero_rows(work)
            second = zero_rows(work)
            for m in range(M):
                first = add_scaled(first, w, w1t + i * M + m * ROWS, work, out + m)
                second = add_scaled(second, w, w1t + (i + ROWS) * M + m * ROWS, work, out + m)
            put(where_positive(first, work, a + t * Lp + i), work, da + t * Lp + i)
            put(where_positive(second, work, a + t * Lp + i + ROWS), work, da + t * Lp + i + ROWS)
            i += 2 * ROWS
        if i < Lp:
            first = zero_rows(work)
            for m in range(M):
                first = add_scaled(first, w, w1t + i * M + m * ROWS, work, out + m)
            put(where_positive(first, work, a + t * Lp + i), work, da + t * Lp + i)
        if t == 0:
            break
        # What step t hands back: A dz + W2^T da, and nothing through a unit that was replaced.
        i = 0
        while i + 2 * ROWS <= Mp:
            first = add_row_scaled(zero_rows(work), w, A + i, work, out + i)
            second = add_row_scaled(zero_rows(work), w, A + i + ROWS, work, out + i + ROWS)
            for l in range(L):
                first = add_scaled(first, w, w2t + i * L + l * ROWS, work, da + t * Lp + l)
                second = add_scaled(second, w, w2t + (i + ROWS) * L + l * ROWS, work, da + t * Lp + l)
            put(first, work, carried + i)
            put(second, work, carried + i + ROWS)
            i += 2 * ROWS
        if i < Mp:
            first = add_row_scaled(zero_rows(work), w, A + i, work, out + i)
            for l in range(L):
                first = add_scaled(first, w, w2t + i * L + l * ROWS, work, da + t * Lp + l)
            put(first, work, carried + i)
        free = N if t < warmup or (t - warmup) % tau == 0 else 0
        for m in range(free, M):
            for b in range(LANES):
                work[out - Mp + m, b] += work[carried + m, b]

    # Gradients of the weights: products over time and lanes at once, a tile of TILE numbers in registers.
    for i in range(0, Mp, ROWS):
        for j in range(0, Lp, ROWS):
            tile = zero_tile(work)
            for t in range(T):
                tile = add_products(tile, work, dz + t * Mp + i, work, a + t * Lp + j)
            put_lane_sums(tile, scratch)
            for m in range(i, min(i + ROWS, M)):
                for l in range(j, min(j + ROWS, L)):
                    grad[M + m * L + l] += scratch[(m - i) * ROWS + l - j]
            tile = zero_tile(work)
            for t in range(T):
                tile = add_products(tile, work, z + t * Mp + i, work, da + t * Lp + j)
            put_lane_sums(tile, scratch)
            for l in range(j, min(j + ROWS, L)):
                for m in range(i, min(i + ROWS, M)):
                    grad[M + M * L + l * M + m] += scratch[(m - i) * ROWS + l - j]
    bias = M + 2 * M * L
    for i in range(0, Mp, ROWS):
        diagonal = zero_rows(work)
        total = zero_rows(work)
        for t in range(T):
            diagonal = add_row_products(diagonal, work, dz + t * Mp + i, work, z + t * Mp + i)
            total = add_rows(total, work, dz + t * Mp + i)
        put_lane_sums(diagonal, scratch)
        for m in range(i, min(i + ROWS, M)):
            grad[m] += scratch[m - i]
        put_lane_sums(total, scratch)
        for m in range(i, min(i + ROWS, M)):
            grad[bias + m] += scratch[m - i]
    for j in range(0, Lp, ROWS):
        total = zero_rows(work)
        for t in range(T):
            total = add_rows(total, work, da + t * Lp + j)
        put_lane_sums(total, scratch)
        for l in range(j, min(j + ROWS, L)):
            grad[bias + M + l] += scratch[l - j]
    loss = scale * 0
    for b in range(LANES):
        loss += work[squares, b]
    return loss * scale


@compiled()
def windows_loss_and_gradient(p, M, L, N, data, starts, T, tau, warmup, packed, work, scratch, grad):
    """Mean squared error over the windows data[start : start + T + 1], and its gradient, which overwrites `grad`."""
    pack(p, M, L, packed)
    grad[:] = 0
    B = len(starts)
    loss = grad[0] * 0
    scale = (loss + 1) / (B * (T - warmup) * N)
    mask = len(work) - 2
    for block in range(0, B, LANES):
        for b in range(LANES):
            # Padding repeats the block's first sequence, and counts for nothing.
            work[mask, b] = 1 if block + b < B else 0
            start = starts[block + b] if block + b < B else starts[block]
            for t in range(T + 1):
                for n in range(N):
                    work[t * N + n, b] = data[start + t, n]
        loss += block_loss_and_gradient(packed, M, L, N, T, tau, warmup, scale, N, work, scratch, grad)
    return loss


@compiled()
def batch_loss_and_gradient(p, M, L, N, x, y, tau, warmup, packed, work, scratch, grad):
    """The same for one batch x, y of shape (T, B, N)."""
    pack(p, M, L, packed)
    grad[:] = 0
    T, B = x.shape[0], x.shape[1]
    loss = grad[0] * 0
    scale = (loss + 1) / (B * (T - warmup) * N)
    mask = len(work) - 2
    for block in range(0, B, LANES):
        for b in range(LANES):
            work[mask, b] = 1 if block + b < B else 0
            sequence = block + b if block + b < B else block
            for t in range(T):
                for n in range(N):
                    work[t * N + n, b] = x[t, sequence, n]
                    work[(T + t) * N + n, b] = y[t, sequence, n]
        loss += block_loss_and_gradient(packed, M, L, N, T, tau, warmup, scale, T * N, work, scratch, grad)
    return loss


@compiled()
def adam_steps(
    p, moment, variance, done, rates, clip, M, L, N, data, starts, T, tau, warmup, packed, work, scratch, grad, losses
):
    """One step of Adam for every row of `starts` (steps, B); stops early where the loss is not finite.

    Kingma & Ba, *Adam*, ICLR 2015, algorithm 1, with torch's order of operations.

    Args:
        p, moment, variance: changed in place.
        done: the number of steps taken before.
        rates: (steps,) in float64, the learning rates.
        clip: the largest norm of a gradient; longer ones are shortened to it, 0 leaves all as they are.
        losses: (steps,), filled; NaN or inf at a step means that it and the later ones did not happen.

    Returns:
        The number of steps taken.
    """
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    for step in range(len(starts)):
        loss = windows_loss_and_gradient(p, M, L, N, data, starts[step], T, tau, warmup, packed, work, scratch, grad)
        losses[step] = loss
        if not math.isfinite(loss):
            return step
        one = loss * 0 + 1
        shrink = one
        if clip > 0:
            squares = 0.0
            for i in range(len(p)):
                squares += grad[i] * grad[i]
            norm = math.sqrt(squares)
            if not math.isfinite(norm):
                losses[step] = norm
                return step
            shrink = one * min(1.0, clip / (norm + 1e-6))
        k = done + step + 1
        rate = one * (rates[step] / (1 - beta1**k))
        root = one * math.sqrt(1 - beta2**k)
        b1, b2, c1, c2, eps = one * beta1, one * beta2, one * (1 - beta1), one * (1 - beta2), one * epsilon
        for i in range(len(p)):
            g = grad[i] * shrink
            moment[i] = b1 * moment[i] + c1 * g
            variance[i] = b2 * variance[i] + c2 * g * g
            p[i] -= rate * moment[i] / (np.sqrt(variance[i]) / root + eps)
    return len(starts)


# --- Free-running orbits and tangent vectors. -------------------------------------------------------
#
# One state at a time, so here the lanes are units: WIDE of them in the ReLU layer, LANES in the latent state.

WIDE = ROWS * LANES


@compiled()
def advance(A, W1, W2, h1, h2, M, z, s, out):
    """out = F(z), and s = W2 z + h2 on the way; all are padded with zeros.

    A, h1, z, out: (groups of M, LANES). W1: (groups of M * Ls, LANES), row l of a group its column W1[:, l], and
    Ls the length of s. W2: (groups of L * M * ROWS, LANES), rows m * ROWS ... of a group its column W2[:, m].
    h2: (Ls,). s: (2, Ls), with ReLU(s) in its second row.
    """
    Ls = s.shape[1]
    for group in range(Ls // WIDE):
        sums = add_rows(zero_rows(h2), h2, group * ROWS)
        for m in range(M):
            sums = add_scaled_rows(sums, z, m, W2, (group * M + m) * ROWS)
        put(sums, s, group * ROWS)
        put(rectified(sums), s, Ls // LANES + group * ROWS)
    for group in range(len(z)):
        sums = zero_rows(s)
        for l in range(0, Ls, ROWS):
            sums = add_row_scaled(sums, s, Ls + l, W1, group * Ls + l)
        put_sum(sums, out, group)
        for b in range(LANES):
            out[group, b] += A[group, b] * z[group, b] + h1[group, b]


@compiled()
def orbit(A, W1, W2, h1, h2, z, s, out):
    """out[t] = F applied t + 1 times to z; out: (T, M), z ends as the last state. Layouts as in `advance`."""
    T, M = out.shape
    first = z
    after = np.zeros_like(z)
    for t in range(T):
        advance(A, W1, W2, h1, h2, M, z, s, after)
        for m in range(M):
            out[t, m] = after[m // LANES, m % LANES]
        z, after = after, z
    first[:] = z


@compiled()
def orthogonalise(V, k, M, r, logs):
    """Gram-Schmidt, modified, on the k tangent vectors in V; the logs of the diagonal of R are added to `logs`.

    V: (groups * Mp, LANES), a vector in every lane. r: (groups, LANES), work space.
    """
    groups = len(r)
    Mp = len(V) // groups
    for p in range(k):
        own, lane = p // LANES, p % LANES
        for group in range(own, groups):
            products = zero_row(V)
            for m in range(M):
                products = add_scaled(products, V, (own * Mp + m) * LANES + lane, V, group * Mp + m)
            put(products, r, group)
        square = r[own, lane]
        logs[p] += 0.5 * math.log(square) if square != 0 else -math.inf
        if square != 0:
            for group in range(own, groups):
                for b in range(LANES):
                    r[group, b] = -r[group, b] / square if group * LANES + b > p else 0
                for m in range(M):
                    row = add_rows(zero_row(V), V, group * Mp + m)
                    row = add_scaled(row, V, (own * Mp + m) * LANES + lane, r, group)
                    put(row, V, group * Mp + m)
        length = math.sqrt(square)
        for m in range(M):
            if square != 0:
                V[own * Mp + m, lane] /= length


@compiled()
def tangent_orbit(A, W1, W2, h1, h2, W2rows, M, L, z, s, jacobian, V, V2, r, k, steps, every, logs):
    """Follow an orbit for `steps` steps with k tangent vectors, re-orthogonalised every `every` steps and at the end.

    Benettin et al., Meccanica 15 (1980); the tangent map is Q <- J Q with J = diag(A) + W1 [s > 0] W2.

    Args:
        A, W1, W2, h1, h2, z, s: as in `advance`; z is changed.
        W2rows: (L * Mp,), the rows of W2, padded.
        jacobian: (Mp * groups, LANES), work space: rows j * groups ... hold column j of J.
        V, V2: (groups * Mp, LANES), the tangent vectors in lanes, and work space; V is changed.
        logs: (k,), the logarithms of growth are added to it.

    Returns:
        The number of steps made; fewer than `steps` where the state was no longer finite.
    """
    groups = len(z)
    Mp, Ls = len(jacobian) // groups, s.shape[1]
    vectors = len(r)
    after = np.zeros_like(z)
    first = z
    now, then = V, V2
    for t in range(steps):
        advance(A, W1, W2, h1, h2, M, z, s, after)
        for group in range(groups):
            for j in range(0, Mp, ROWS):
                sums = zero_rows(jacobian)
                for l in range(L):
                    if s[0, l] > 0:
                        sums = add_scaled(sums, W2rows, l * Mp + j, W1, group * Ls + l)
                put_apart(sums, jacobian, j * groups + group, groups)
        finite = True
        for m in range(M):
            jacobian[m * groups + m // LANES, m % LANES] += A[m // LANES, m % LANES]
            finite = finite and math.isfinite(after[m // LANES, m % LANES])
        if not finite:
            return t
        for v in range(vectors):
            for i in range(0, Mp, ROWS):
                sums = zero_rows(V)
                for j in range(M):
                    sums = add_scaled(sums, jacobian, j * groups * LANES + i, now, v * Mp + j)
                put(sums, then, v * Mp + i)
        now, then = then, now
        z, after = after, z
        if (t + 1) % every == 0 or t + 1 == steps:
            orthogonalise(now, k, M, r, logs)
    first[:] = z
    V[:] = now
    return steps
