package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.Described;
import io.dither.oracle.Domain;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Restrictable;
import io.dither.oracle.capability.Trip;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The paths, trees or other subgraphs of a graph as 0/1 vectors, with one coordinate per edge or vertex. If
 * theta has costs of kinds of turns, y counts the turns of each kind.
 *
 * <p>{@link ShortestPath}, {@link SpanningTree} and similar classes make these oracles, and compile the graph: later
 * changes of a JGraphT graph have no effect. Immutable and thread-safe.
 */
public final class GraphOracle implements Restrictable, NamedCoordinates, PathOracle, Described {
    /** Counts of turns must be below this limit, because {@link #violation(Vertex)} lists each turn. */
    private static final int COUNT_LIMIT = 1 << 20;

    private final List<?> coordinates;
    private final Sense sense;
    private final Domain domain;
    private final Set<Trait> traits;
    /** Makes the kernel of a session: the algorithm with its workspace. */
    private final Supplier<Kernel> kernels;

    private final Feasible feasible;
    /** Makes the oracle of the graph with the given edges only; null if the set cannot be restricted. */
    private final @Nullable Function<int[], GraphOracle> restriction;
    /** The graph, the ends and everything else that determines the set. */
    private final List<?> content;

    /** Makes an oracle for costs of any sign whose set cannot be restricted. */
    GraphOracle(
            List<?> coordinates,
            Sense sense,
            Set<Trait> traits,
            Supplier<Kernel> kernels,
            Feasible feasible,
            List<?> content) {
        this(coordinates, sense, Domain.everywhere(), traits, kernels, feasible, null, content);
    }

    private GraphOracle(
            List<?> coordinates,
            Sense sense,
            Domain domain,
            Set<Trait> traits,
            Supplier<Kernel> kernels,
            Feasible feasible,
            @Nullable Function<int[], GraphOracle> restriction,
            List<?> content) {
        Arguments.require(
                !coordinates.isEmpty(),
                "graph has no edges to put weights on: theta would be empty",
                "Maybe it is not filled yet");
        this.coordinates = Collections.unmodifiableList(coordinates);
        this.sense = sense;
        this.domain = domain;
        this.traits = traits;
        this.kernels = kernels;
        this.feasible = feasible;
        this.restriction = restriction;
        this.content = content;
    }

    /**
     * Makes an oracle for costs of any sign whose set cannot be restricted. It is for modules of Dither that have
     * kernels of their own: kernels are internal.
     *
     * @param coordinates the edge or vertex of each coordinate, at least one
     * @param sense whether theta holds costs or scores
     * @param traits the properties of the points
     * @param kernels makes the kernel of a session
     * @param violation the reason why a set of coordinates, in ascending order, is not feasible; empty if the set is
     *     feasible
     * @param content the graph and everything else that determines the set
     * @return the oracle
     */
    public static GraphOracle of(
            List<?> coordinates,
            Sense sense,
            Set<Trait> traits,
            Supplier<Kernel> kernels,
            Function<int[], Optional<String>> violation,
            List<?> content) {
        return new GraphOracle(coordinates, sense, traits, kernels, violation::apply, content);
    }

    /**
     * {@return the same oracle with another domain}
     *
     * @param newDomain the thetas for which answers are right
     */
    public GraphOracle withDomain(Domain newDomain) {
        return new GraphOracle(coordinates, sense, newDomain, traits, kernels, feasible, restriction, content);
    }

    /**
     * {@return the same oracle with a function that makes the oracle of the graph with only some of its edges, see
     * {@link #keeping}}
     *
     * @param keeping makes the oracle from the edges that remain, in ascending order
     */
    public GraphOracle withRestriction(Function<int[], GraphOracle> keeping) {
        return new GraphOracle(coordinates, sense, domain, traits, kernels, feasible, keeping, content);
    }

    /**
     * {@return the same oracle as a member of a family, whose oracles differ in their ends, see {@link #between}}
     *
     * @param family makes the oracle of two ends; equal for all oracles of the family
     * @param retarget switches a kernel of the family to the ends of this oracle; returns whether this is possible
     */
    public GraphOracle withEnds(BiFunction<Object, Object, GraphOracle> family, Predicate<Kernel> retarget) {
        Feasible ends = new FamilyMember(new FunctionFamily(family), retarget, feasible);
        return new GraphOracle(coordinates, sense, domain, traits, kernels, ends, restriction, content);
    }

    /** The family of {@link #withEnds}, made from a function, because callers outside this package see no Family. */
    private record FunctionFamily(BiFunction<Object, Object, GraphOracle> function) implements BetweenEnds.Family {
        @Override
        public GraphOracle between(Object source, Object target) {
            return function.apply(source, target);
        }
    }

    /** The set of an oracle of {@link #withEnds}. */
    private record FamilyMember(Family family, Predicate<Kernel> switcher, Feasible feasible) implements BetweenEnds {
        @Override
        public boolean retarget(Kernel kernel) {
            return switcher.test(kernel);
        }

        @Override
        public Optional<String> violation(int[] nonzeros) {
            return feasible.violation(nonzeros);
        }
    }

    /**
     * Returns the edges, vertices or turns of the coordinates; coordinate i is element i.
     *
     * @return the edges or vertices of the graph, in its iteration order, then the turns or kinds of turns that have
     *     costs; the names of all these if the graph was not a JGraphT graph
     */
    @Override
    public List<?> coordinates() {
        return coordinates;
    }

    /**
     * {@return the paths or cuts between other ends of the same compiled graph; a session of this oracle can switch to
     * the returned oracle, except for paths on a graph without cycles} This takes almost no time and memory for any
     * graph, so an oracle for each trip is cheap. If there is no path, opening a session or the solve fails.
     *
     * @param source the first vertex of paths, or the vertex inside the cut: a vertex of the graph, or its name if the
     *     graph was read from a file
     * @param target the last vertex of paths, or the vertex outside the cut
     * @throws InvalidArgumentException if this is not an oracle of paths or cuts, or an end is not a vertex
     */
    public GraphOracle between(Object source, Object target) {
        if (feasible instanceof BetweenEnds ends) {
            return ends.family().between(source, target);
        }
        throw new InvalidArgumentException("only paths and cuts have ends", "Maybe make a shortest path");
    }

    /**
     * Returns the paths, trees, matchings or arborescences of the graph that has only the given edges. Compiles this
     * smaller graph.
     *
     * @param free the edges that remain, in ascending order
     * @throws InvalidArgumentException if the coordinates are vertices, turns or edges of tours, or y is a cut
     */
    @Override
    public GraphOracle keeping(int... free) {
        Fixable.require(dimension(), new int[0], free); // the empty array: no coordinate is fixed at 1
        if (restriction == null) {
            throw new InvalidArgumentException(
                    "these coordinates cannot be left out: they are vertices, turns or edges of tours, or y is a cut",
                    "Maybe use paths along edges, trees or matchings");
        }
        return restriction.apply(free);
    }

    /** Returns the set of this oracle, with its ends, if the other oracle is of the same family, otherwise null. */
    @Nullable
    BetweenEnds endsIfSameFamily(GraphOracle other) {
        return feasible instanceof BetweenEnds set
                        && other.feasible instanceof BetweenEnds otherSet
                        && set.family().equals(otherSet.family())
                ? set
                : null;
    }

    /** Returns a capability; only some sets, such as spanning trees, have a neighbourhood. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == Neighbourhood.class
                ? feasible.neighbourhood().map(capability::cast)
                : Restrictable.super.as(capability);
    }

    @Override
    public Optional<Trip> trip() {
        return feasible.trip();
    }

    @Override
    public Optional<String> violation(double[] y) {
        Vertex sparse = new Vertex(Math.max(1, y.length)); // a Vertex has at least 1 coordinate
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0) {
                sparse.add(i, y[i]);
            }
        }
        return violation(sparse);
    }

    /** Tests y as the list of the coordinates that are not 0, each as often as its value. */
    @Override
    public Optional<String> violation(Vertex y) {
        if (y.dimension() != dimension()) {
            return Optional.of("it has " + y.dimension() + " coordinates, not " + dimension());
        }
        int[] nonzeros = new int[16];
        int count = 0;
        for (int k = 0; k < y.size(); k++) {
            double value = y.value(k);
            if (value == 0) {
                continue;
            }
            if (value != 1 && !isCount(value)) {
                return Optional.of("coordinate " + y.index(k) + " is " + value + ", neither 0 nor 1");
            }
            int end = count + (int) value;
            nonzeros = end <= nonzeros.length ? nonzeros : Arrays.copyOf(nonzeros, 2 * end);
            Arrays.fill(nonzeros, count, end, y.index(k));
            count = end;
        }
        nonzeros = Arrays.copyOf(nonzeros, count);
        Arrays.sort(nonzeros);
        return feasible.violation(nonzeros);
    }

    /** Returns whether a value may be a number of turns; only oracles without the trait ZERO_ONE count turns. */
    private boolean isCount(double value) {
        return !traits.contains(Trait.ZERO_ONE) && value == Math.rint(value) && value > 0 && value < COUNT_LIMIT;
    }

    @Override
    public List<?> content() {
        return content;
    }

    @Override
    public int dimension() {
        return coordinates.size();
    }

    @Override
    public Sense sense() {
        return sense;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Set<Trait> traits() {
        return traits;
    }

    @Override
    public OracleSession openSession() {
        return new KernelSession(this, kernels.get());
    }
}
