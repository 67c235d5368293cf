package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The map of an oracle with some known coordinates of theta. They are removed from theta and y, and h(y) includes
 * &lt;known, y&gt;.
 */
public final class Fixed implements Transformed.Map, Described {
    private static final int KNOWN = -1;

    private final LinearOracle oracle;
    private final double[] known;
    /** The index of each inner coordinate among the free ones, or KNOWN. */
    private final int[] place;

    private int free;

    private Fixed(LinearOracle oracle, int[] coordinates, double[] values) {
        this.oracle = oracle;
        this.known = new double[Arguments.atLeast("dimension of the inner oracle", oracle.dimension(), 1)];
        this.place = new int[oracle.dimension()];
        Arguments.finite("values", values, coordinates.length);
        for (int i = 0; i < coordinates.length; i++) {
            fix(coordinates[i], values[i]);
        }
        for (int i = 0; i < place.length; i++) {
            place[i] = place[i] == KNOWN ? KNOWN : free++;
        }
        Arguments.require(
                free > 0, "at fixes all " + place.length + " coordinates", "Maybe leave at least one of them free");
    }

    /** Makes the same map for several thetas at once. */
    private Fixed(Fixed map, int lanes) {
        oracle = map.oracle;
        known = Transformed.repeat(map.known, lanes);
        place = new int[known.length];
        for (int i = 0; i < place.length; i++) {
            int target = map.place[i / lanes];
            place[i] = target == KNOWN ? KNOWN : target * lanes + i % lanes;
        }
    }

    public static LinearOracle of(LinearOracle oracle, int[] coordinates, double[] values) {
        Fixed map = new Fixed(oracle, coordinates, values);
        Set<Trait> traits = EnumSet.of(Trait.OFFSET);
        traits.addAll(oracle.traits());
        traits.remove(Trait.CONSTANT_SUM);
        Domain domain = oracle.domain().isEverywhere() ? Domain.everywhere() : map.freeBox(oracle.domain());
        return new Transformed(oracle, map.free, oracle.sense(), domain, Set.copyOf(traits), map);
    }

    /** The free coordinates keep their names; they are exchangeable if all coordinates are. */
    @Override
    public <C> Optional<C> as(Class<C> capability, Transformed whole) {
        if (capability == NamedCoordinates.class) {
            return oracle.as(NamedCoordinates.class).map(names -> capability.cast(new Named(whole, free(names))));
        }
        boolean alike = capability == Exchangeable.class
                && oracle.as(Exchangeable.class)
                        .filter(all -> all.columns() == 1)
                        .isPresent();
        return alike ? oracle.as(capability) : Optional.empty();
    }

    private List<?> free(NamedCoordinates all) {
        List<?> names = all.coordinates();
        return IntStream.range(0, place.length)
                .filter(i -> place[i] != KNOWN)
                .mapToObj(names::get)
                .toList();
    }

    private record Named(LinearOracle inner, List<?> coordinates) implements Delegating, NamedCoordinates {}

    private void fix(int coordinate, double value) {
        Arguments.require(
                coordinate >= 0 && coordinate < place.length,
                "at holds " + coordinate + ", which is not a coordinate of an oracle of dimension " + place.length,
                "Maybe count from 0 to " + (place.length - 1));
        Arguments.require(place[coordinate] != KNOWN, "at holds " + coordinate + " twice", "Maybe a typing error");
        Arguments.require(
                value >= oracle.domain().lower(coordinate)
                        && value <= oracle.domain().upper(coordinate),
                "the value " + value + " of coordinate " + coordinate + " is outside the domain of the inner oracle ("
                        + oracle.domain() + ")",
                "Maybe its sign is wrong");
        place[coordinate] = KNOWN;
        known[coordinate] = value;
    }

    private Domain freeBox(Domain inner) {
        double[] lower = new double[free];
        double[] upper = new double[free];
        for (int i = 0; i < place.length; i++) {
            if (place[i] != KNOWN) {
                lower[place[i]] = inner.lower(i);
                upper[place[i]] = inner.upper(i);
            }
        }
        return Domain.box(lower, upper);
    }

    @Override
    public List<?> content() {
        return List.of(known, place);
    }

    @Override
    public void forth(double[] theta, double[] inner) {
        for (int i = 0; i < inner.length; i++) {
            inner[i] = place[i] == KNOWN ? known[i] : theta[place[i]];
        }
    }

    @Override
    public Transformed.Map lanes(int lanes) {
        return new Fixed(this, lanes);
    }

    @Override
    public void back(Vertex answer, Vertex vertex) {
        vertex.clear();
        for (int k = 0; k < answer.size(); k++) {
            int i = answer.index(k);
            if (place[i] != KNOWN) {
                vertex.add(place[i], answer.value(k));
            }
        }
        vertex.offset(answer.objective(known));
    }
}
