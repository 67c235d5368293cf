package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Turns theta to scale * theta + shift, coordinate by coordinate: y becomes scale * y, h(y) gains &lt;shift, y&gt;. */
@SuppressWarnings("ArrayRecordComponent")
public // compared by nobody
record Scaled(Domain inner, double[] scale, double[] shift) implements Transformed.Map {
    public static LinearOracle of(LinearOracle of, double[] scale, double[] shift) {
        Arguments.atLeast("dimension of the inner oracle", of.dimension(), 1);
        Arguments.finite("scale", scale, of.dimension());
        Arguments.finite("shift", shift, of.dimension());
        Scaled map = new Scaled(of.domain(), scale.clone(), shift.clone());
        Domain domain = of.domain().isEverywhere() ? Domain.everywhere() : map.preimage();
        return new Transformed(of, scale.length, of.sense(), domain, map.traits(of.traits()), map);
    }

    /** The box of the theta with scale * theta + shift inside the domain. */
    private Domain preimage() {
        double[] lower = new double[scale.length];
        double[] upper = new double[scale.length];
        for (int i = 0; i < scale.length; i++) {
            double low = (inner.lower(i) - shift[i]) / scale[i];
            double high = (inner.upper(i) - shift[i]) / scale[i];
            if (scale[i] == 0) {
                Arguments.require(
                        shift[i] >= inner.lower(i) && shift[i] <= inner.upper(i),
                        "shift[" + i + "] = " + shift[i] + " with scale 0 is outside the domain of the inner oracle",
                        "Maybe choose another shift or a scale that is not 0");
                low = Double.NEGATIVE_INFINITY;
                high = Double.POSITIVE_INFINITY;
            }
            lower[i] = 0 + Math.min(low, high);
            upper[i] = 0 + Math.max(low, high);
        }
        return Domain.box(lower, upper);
    }

    private Set<Trait> traits(Set<Trait> inner) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(inner);
        if (Arrays.stream(scale).anyMatch(factor -> factor != 1)) {
            traits.remove(Trait.ZERO_ONE);
        }
        if (Arrays.stream(scale).anyMatch(factor -> factor != scale[0])) {
            traits.remove(Trait.CONSTANT_SUM);
        }
        if (Arrays.stream(shift).anyMatch(constant -> constant != 0)) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }

    @Override
    public void forth(double[] theta, double[] mapped) {
        for (int i = 0; i < scale.length; i++) {
            double image = scale[i] * theta[i] + shift[i];
            // theta on the edge of its box may land one rounding outside the inner one
            mapped[i] = Math.min(Math.max(image, inner.lower(i)), inner.upper(i));
        }
    }

    @Override
    public void back(Vertex answer, Vertex vertex) {
        vertex.clear();
        for (int k = 0; k < answer.size(); k++) {
            int i = answer.index(k);
            vertex.add(i, scale[i] * answer.value(k));
        }
        vertex.offset(answer.objective(shift));
    }
}
