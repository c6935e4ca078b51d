package unrolled.model;

import java.nio.ByteBuffer;

/**
 * How a safetensors file stores a number, little-endian: the names of safetensors 0.8.0. The first four can be read,
 * F64 and F32 written.
 */
enum DType {
    F64(64), F32(32), F16(16), BF16(16),
    BOOL(8), U8(8), I8(8), U16(16), I16(16), U32(32), I32(32), U64(64), I64(64), C64(64),
    F8_E5M2(8), F8_E4M3(8), F8_E8M0(8), F8_E4M3FNUZ(8), F8_E5M2FNUZ(8), F6_E2M3(6), F6_E3M2(6), F4(4);

    final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** Whether {@link #next} can decode it. */
    boolean readable() {
        return ordinal() <= BF16.ordinal();
    }

    /** The next number of the buffer. */
    double next(ByteBuffer from) {
        return switch (this) {
            case F64 -> from.getDouble();
            case F32 -> from.getFloat();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);     // the upper half of a float
            default -> throw new IllegalStateException("DType expects one of F64, F32, F16, BF16, got " + this);
        };
    }

    /** Appends a number. */
    void put(double value, ByteBuffer to) {
        if (this == F64) to.putDouble(value);
        else to.putFloat((float) value);
    }

    /** IEEE 754 binary16: 1 sign bit, 5 of exponent (bias 15), 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
        return bits < 0 ? -size : size;
    }
}
