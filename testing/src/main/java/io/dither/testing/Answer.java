package io.dither.testing;

import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An oracle's answer, copied out of the vertex.
 *
 * @param y the solution, length d
 * @param offset the constant h(y), which is part of the objective
 * @param gap how much better the optimal objective may be, as the oracle states; 0 if y is optimal
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hasSameBits, hasSameY and isNear, not by equals
record Answer(double[] y, double offset, double gap) {
    Answer(double[] y, double offset) {
        this(y, offset, 0);
    }

    static Answer of(Vertex vertex) {
        return new Answer(vertex.toArray(), vertex.offset(), vertex.gap());
    }

    /**
     * Returns a text that is the same only for the same y, h(y) and gap: all digits of h(y), of the coordinates that
     * are not 0, and of a gap that is not 0. The coordinates are in the order of the vertex, because sums over them
     * depend on their order. The sign of a zero is left out: + 0.0 turns a negative zero into zero.
     */
    static String exactText(Vertex vertex) {
        String gap = vertex.gap() == 0 ? "" : " with a gap of " + vertex.gap();
        return IntStream.range(0, vertex.size())
                .filter(k -> vertex.value(k) != 0)
                .mapToObj(k -> "y[" + vertex.index(k) + "] = " + vertex.value(k))
                .collect(Collectors.joining(", ", "[", "] + " + (vertex.offset() + 0.0) + gap));
    }

    /** Returns &lt;theta, y&gt; + h(y). */
    double objective(double[] theta) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += theta[i] * y[i];
        }
        return sum + offset;
    }

    /**
     * Returns max |theta| * sum |y| + |h(y)|, to which rounding errors and tolerances of the objective are relative.
     */
    double scale(double[] theta) {
        double largest = 0;
        double norm = 0;
        for (int i = 0; i < y.length; i++) {
            largest = Math.max(largest, Math.abs(theta[i]));
            norm += Math.abs(y[i]);
        }
        return largest * norm + Math.abs(offset);
    }

    /** Returns whether both answers have the same bits, except for the sign of zeros. */
    boolean hasSameBits(Answer other) {
        return hasSameY(other) && offset == other.offset && gap == other.gap;
    }

    boolean hasSameY(Answer other) {
        for (int i = 0; i < y.length; i++) {
            if (y[i] != other.y[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether h(y) and each coordinate differ from this answer by at most the tolerance, relative to 1 plus the
     * magnitude of the number; false if a number is NaN.
     */
    boolean isNear(Answer other, double tolerance) {
        for (int i = 0; i < y.length; i++) {
            if (!(Math.abs(y[i] - other.y[i]) <= tolerance * (1 + Math.abs(y[i])))) {
                return false;
            }
        }
        return Math.abs(offset - other.offset) <= tolerance * (1 + Math.abs(offset));
    }

    double sum() {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return sum;
    }

    @Override
    public String toString() {
        return text(y) + (offset == 0 ? "" : " + " + offset);
    }

    /** Returns the text of a vector; of a long vector, only its beginning. */
    static String text(double[] vector) {
        int limit = 16;
        return vector.length <= limit
                ? Arrays.toString(vector)
                : Arrays.toString(Arrays.copyOf(vector, limit)).replace("]", ", ... " + vector.length + " in all]");
    }
}
