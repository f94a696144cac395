"""Vectors that stay in the processor's registers, written in LLVM's own language; this module needs numba.

A batch is cut into blocks of LANES sequences, one sequence a SIMD lane: an array (rows, LANES) holds one number of
every sequence in each row, and every row is one vector operation. The products of the weights with such rows keep
ROWS results in registers at a time, or twice as many, so each kernel is written once, over `Registers`: a fixed number
of vectors that LLVM can hold in the machine's registers, whatever their width. `benchmarks/run.py` compares a training
step made of these with one in plain numba, whose arrays LLVM has to assume to overlap.

The operands of the operations below, which number k runs over:

    registers               a `Registers`, one vector for every k
    weights, values, i      a flat array, and the index of its number that belongs to k = 0
    x, row; y, other        arrays (rows, LANES), and the row that belongs to k = 0
    stride                  the distance between two rows, or between two groups of ROWS weights
    out                     a flat array that is written to
"""

import numpy as np
from llvmlite import binding, ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

LANES = 16  # one AVX-512 register of float32, two of AVX2, four of NEON
# Rows of a product held in registers; numbers of units are padded to a multiple of it. The tile of a weight gradient
# takes ROWS^2 vectors: 25 of AVX-512's 32 registers, or, as two registers each, 8 of AVX2's 16.
ROWS = 5 if binding.get_host_cpu_features().get("avx512f") else 2
TILE = ROWS * ROWS


def padded(units: int, multiple: int = ROWS) -> int:
    """The number of rows that some units take once they are padded.

    Args:
        units: how many.
        multiple: of what the number of rows has to be a multiple.

    Returns:
        The smallest multiple that is not below `units`.
    """
    return -(-units // multiple) * multiple


def aligned(shape: tuple, dtype) -> np.ndarray:
    """A zeroed array that starts on a cache line, since a vector across two lines is read twice.

    Args:
        shape: of the array.
        dtype: of the array.

    Returns:
        An array of this shape and dtype.
    """
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    raw = np.zeros(size + 64, dtype=np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(dtype).reshape(shape)


class Registers(types.Type):
    """The numba type of some vectors of LANES numbers each.

    Args:
        dtype: the numba type of a number, float32 or float64.
        count: how many vectors.
    """

    def __init__(self, dtype, count):
        self.dtype, self.count = dtype, count
        super().__init__(name=f"Registers({dtype}, {count})")


@register_model(Registers)
class _RegistersModel(models.PrimitiveModel):
    def __init__(self, dmm, fe_type):
        scalar = dmm.lookup(fe_type.dtype).get_value_type()
        super().__init__(dmm, fe_type, ir.ArrayType(ir.VectorType(scalar, LANES), fe_type.count))


# --- Pieces that the operations below are generated from. -------------------------------------------


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


def _number_in_every_lane(context, builder, array_type, array, index):
    value = builder.load(_pointer(context, builder, array_type, array, index, vector=False))
    vector = ir.VectorType(value.type, LANES)
    single = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    order = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(vector, ir.Undefined), order)


def _add_product(builder, registers, k, a, b):
    """The registers with a * b added to vector k."""
    # fmuladd, not fma: it becomes one instruction where there is one, and never a library call.
    name = f"llvm.fmuladd.v{LANES}{'f32' if a.type.element == ir.FloatType() else 'f64'}"
    multiply_add = cgutils.get_or_insert_function(builder.module, ir.FunctionType(a.type, [a.type] * 3), name)
    product = builder.call(multiply_add, [a, b, builder.extract_value(registers, k)])
    return builder.insert_value(registers, product, k)


def _after(builder, index, k):
    return builder.add(index, ir.Constant(index.type, k))


# --- New registers. ---------------------------------------------------------------------------------


def _zeros(count):
    @intrinsic
    def zeros(typingctx, like):
        def codegen(context, builder, signature, args):
            return ir.Constant(context.get_value_type(signature.return_type), None)

        return Registers(like.dtype, count)(like), codegen

    return zeros


# Registers of zeros, of the dtype of the array they are given.
zero_row = _zeros(1)
zero_rows = _zeros(ROWS)
zero_pair = _zeros(2 * ROWS)
zero_tile = _zeros(TILE)


# --- Operations that return registers. --------------------------------------------------------------


@intrinsic
def broadcast(typingctx, registers, values, i):
    """As many registers; register k holds values[i + k] in every lane."""

    def codegen(context, builder, signature, args):
        out, array, index = args
        for k in range(signature.return_type.count):
            vector = _number_in_every_lane(context, builder, signature.args[1], array, _after(builder, index, k))
            out = builder.insert_value(out, vector, k)
        return out

    return registers(registers, values, types.intp), codegen


@intrinsic
def add_scaled(typingctx, registers, weights, i, stride, x, row):
    """registers[k] + weights[i + k] * x[row], for every k < ROWS; `stride` numbers further on for the next ROWS."""

    def codegen(context, builder, signature, args):
        out, w, index, stride, x, row = args
        vector = _load(context, builder, signature.args[4], x, row)
        for k in range(signature.return_type.count):
            if k == ROWS:
                index = builder.add(index, stride)
            at = _after(builder, index, k % ROWS)
            out = _add_product(
                builder, out, k, _number_in_every_lane(context, builder, signature.args[1], w, at), vector
            )
        return out

    return registers(registers, weights, types.intp, types.intp, x, types.intp), codegen


@intrinsic
def add_products(typingctx, registers, x, row, y, other):
    """registers[k, l] + x[row + k] * y[other + l], lane by lane, for k, l < ROWS."""

    def codegen(context, builder, signature, args):
        out, x, row, y, other = args
        left = [_load(context, builder, signature.args[1], x, _after(builder, row, k)) for k in range(ROWS)]
        for l in range(ROWS):
            right = _load(context, builder, signature.args[3], y, _after(builder, other, l))
            for k in range(ROWS):
                out = _add_product(builder, out, k * ROWS + l, left[k], right)
        return out

    return registers(registers, x, types.intp, y, types.intp), codegen


@intrinsic
def add_row_scaled(typingctx, registers, weights, i, x, row):
    """registers[k] + weights[i + k] * x[row + k]."""

    def codegen(context, builder, signature, args):
        out, w, index, x, row = args
        for k in range(signature.return_type.count):
            vector = _load(context, builder, signature.args[3], x, _after(builder, row, k))
            weight = _number_in_every_lane(context, builder, signature.args[1], w, _after(builder, index, k))
            out = _add_product(builder, out, k, weight, vector)
        return out

    return registers(registers, weights, types.intp, x, types.intp), codegen


@intrinsic
def add_scaled_rows(typingctx, registers, weights, i, x, row):
    """registers[k] + weights[i] * x[row + k]."""

    def codegen(context, builder, signature, args):
        out, w, index, x, row = args
        weight = _number_in_every_lane(context, builder, signature.args[1], w, index)
        for k in range(signature.return_type.count):
            vector = _load(context, builder, signature.args[3], x, _after(builder, row, k))
            out = _add_product(builder, out, k, weight, vector)
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
            out = _add_product(builder, out, k, left, right)
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
    """The positive part of every number in the registers; NaN stays NaN."""

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


# --- Operations that write registers to an array. ---------------------------------------------------


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
