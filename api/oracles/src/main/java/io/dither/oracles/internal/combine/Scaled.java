package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.VertexLanes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The map of theta to scale * theta + shift, per coordinate. The inner solution y is mapped back to scale * y. Its
 * offset (the part of the objective without theta, see {@link Vertex#offset()}) changes from h(y) to &lt;shift, y&gt; +
 * h(y), so that both objectives are equal.
 */
public final class Scaled implements Transformed.Map, Described {
    private final double[] scale;
    private final double[] shift;
    /** The lower bounds of the inner thetas. */
    private final double[] lower;

    /** The upper bounds of the inner thetas. */
    private final double[] upper;

    private final boolean changesScale;
    private final boolean changesOffset;

    private Scaled(double[] scale, double[] shift, double[] lower, double[] upper) {
        this.scale = scale;
        this.shift = shift;
        this.lower = lower;
        this.upper = upper;
        changesScale = Arrays.stream(scale).anyMatch(factor -> factor != 1);
        changesOffset = Arrays.stream(shift).anyMatch(constant -> constant != 0);
    }

    public static LinearOracle of(LinearOracle inner, double[] scale, double[] shift) {
        int dimension = Arguments.atLeast("dimension of the inner oracle", inner.dimension(), 1);
        Arguments.finite("scale", scale, dimension);
        Arguments.finite("shift", shift, dimension);
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.setAll(lower, inner.domain()::lower);
        Arrays.setAll(upper, inner.domain()::upper);
        Scaled map = new Scaled(scale.clone(), shift.clone(), lower, upper);
        Domain domain = inner.domain().isEverywhere() ? Domain.everywhere() : map.preimage();
        return new Transformed(inner, dimension, inner.sense(), domain, map.traits(inner.traits()), map);
    }

    /** Returns the box of the thetas with scale * theta + shift inside the inner domain. */
    private Domain preimage() {
        double[] lows = new double[scale.length];
        double[] highs = new double[scale.length];
        for (int i = 0; i < scale.length; i++) {
            double low = (lower[i] - shift[i]) / scale[i];
            double high = (upper[i] - shift[i]) / scale[i];
            if (scale[i] == 0) {
                Arguments.require(
                        shift[i] >= lower[i] && shift[i] <= upper[i],
                        "shift[" + i + "] = " + shift[i] + " with scale 0 is outside the domain of the inner oracle",
                        "Maybe choose another shift or a scale that is not 0");
                low = Double.NEGATIVE_INFINITY;
                high = Double.POSITIVE_INFINITY;
            }
            // adding 0 turns -0.0 into 0.0, so that equal domains have equal digests
            lows[i] = 0 + Math.min(low, high);
            highs[i] = 0 + Math.max(low, high);
        }
        return Domain.box(lows, highs);
    }

    /** Returns the inner traits that are true for scale * y too, and OFFSET if there is a shift. */
    private Set<Trait> traits(Set<Trait> inner) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(inner);
        if (changesScale) {
            traits.remove(Trait.ZERO_ONE);
        }
        if (!areEqual(scale)) {
            traits.remove(Trait.CONSTANT_SUM);
        }
        if (changesOffset) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }

    /** Returns everything on which answers depend, see {@link Described}. */
    @Override
    public List<?> content() {
        return List.of(scale, shift);
    }

    @Override
    public void mapTheta(double[] theta, double[] mapped) {
        for (int i = 0; i < scale.length; i++) {
            double image = scale[i] * theta[i] + shift[i];
            // rounding may map theta on a bound of its box to just outside the inner box
            mapped[i] = Math.min(Math.max(image, lower[i]), upper[i]);
        }
    }

    /** Repeats the numbers of each coordinate, because the thetas have the lanes of a coordinate side by side. */
    @Override
    public Transformed.Map lanes(int lanes) {
        return new Scaled(
                Transformed.repeat(scale, lanes),
                Transformed.repeat(shift, lanes),
                Transformed.repeat(lower, lanes),
                Transformed.repeat(upper, lanes));
    }

    /** Returns the inner oracle's names, and its exchangeability if all coordinates have the same scale and shift. */
    @Override
    public <C> Optional<C> as(Class<C> capability, Transformed transformed) {
        boolean isUniform = areEqual(scale) && areEqual(shift);
        boolean stays = capability == NamedCoordinates.class || (capability == Exchangeable.class && isUniform);
        return stays ? transformed.inner().as(capability) : Optional.empty();
    }

    private static boolean areEqual(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    @Override
    public boolean isInPlace() {
        return true;
    }

    @Override
    public void mapAnswer(Vertex answer, Vertex vertex) {
        // both are the same object, because the map is in place
        if (changesOffset) {
            vertex.offset(vertex.objective(shift)); // <shift, y> + h(y)
        }
        if (changesScale) {
            vertex.scale(scale);
        }
    }

    @Override
    public void mapAnswer(VertexLanes answers, VertexLanes vertices) {
        // both are the same object, because the map is in place
        if (changesOffset) {
            vertices.addOffsets(shift); // adds <shift, y> in each lane
        }
        if (changesScale) {
            vertices.scale(scale);
        }
    }
}
