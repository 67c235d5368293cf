package io.dither.oracles;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** An oracle asked at scale * theta + shift, coordinate by coordinate: y becomes scale * y, h(y) gains &lt;shift, y&gt;. */
final class Scaled implements LinearOracle {
    private final LinearOracle of;
    private final double[] scale;
    private final double[] shift;
    private final Domain domain;

    Scaled(LinearOracle of, double[] scale, double[] shift) {
        this.of = of;
        this.scale = Arguments.finite("scale", scale.clone(), of.dimension());
        this.shift = Arguments.finite("shift", shift.clone(), of.dimension());
        this.domain = of.domain().isEverywhere() ? Domain.everywhere() : preimage(of.domain());
    }

    /** The box of the theta with scale * theta + shift inside the domain. */
    private Domain preimage(Domain inner) {
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

    @Override
    public int dimension() {
        return scale.length;
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(of.traits());
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
    public OracleSession openSession() {
        double[] mapped = new double[scale.length];
        Vertex answer = new Vertex(scale.length);
        OracleSession inner = of.openSession();
        return new OwningSession((theta, vertex) -> solve(theta, vertex, mapped, answer, inner), inner);
    }

    private void solve(double[] theta, Vertex vertex, double[] mapped, Vertex answer, OracleSession inner) {
        Thetas.check(theta, scale.length, domain);
        Domain innerDomain = of.domain();
        for (int i = 0; i < scale.length; i++) {
            double image = scale[i] * theta[i] + shift[i];
            // theta on the edge of its box may land one rounding outside the inner one
            mapped[i] = Math.min(Math.max(image, innerDomain.lower(i)), innerDomain.upper(i));
        }
        inner.solve(mapped, answer);
        vertex.clear();
        for (int k = 0; k < answer.size(); k++) {
            int i = answer.index(k);
            vertex.add(i, scale[i] * answer.value(k));
        }
        vertex.offset(answer.objective(shift));
    }
}
