package io.dither.ortools.program;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The oracle of a mixed-integer program.
 *
 * @param weighed the program and its coordinates
 * @param settings the settings of solves
 * @param traits the promised traits, and the traits that follow from the program
 */
record MipOracle(WeighedProgram weighed, MipSettings settings, Set<Trait> traits) implements Fixable, NamedCoordinates {
    /** The relative tolerance of {@link #violation}, because other solvers round the points that they find. */
    private static final double ROUNDING = 1e-6;

    @Override
    public int dimension() {
        return weighed.dimension();
    }

    /** Returns the names of the coordinates' columns in the program's file. */
    @Override
    public List<String> coordinates() {
        return weighed.program().names(weighed.variables());
    }

    /** Coordinates have names only if the program was read from a file. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == NamedCoordinates.class && coordinates().isEmpty()
                ? Optional.empty()
                : NamedCoordinates.super.as(capability);
    }

    @Override
    public Sense sense() {
        return weighed.program().sense();
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        Fixable.require(dimension(), ones, free);
        // coordinates that are not free are fixed: at 1 if they are in ones, otherwise at 0
        int[] fixed = IntStream.range(0, dimension())
                .filter(i -> Arrays.binarySearch(free, i) < 0)
                .toArray();
        double[] values = IntStream.of(fixed)
                .mapToDouble(i -> Arrays.binarySearch(ones, i) < 0 ? 0 : 1)
                .toArray();
        LinearProgram fixedProgram = weighed.program().restrictedTo(variablesOf(fixed), values, values);
        return new MipOracle(weighed.with(fixedProgram, variablesOf(free)), settings, traits);
    }

    /** Returns the variables of the coordinates with these indices. */
    private int[] variablesOf(int[] indices) {
        return IntStream.of(indices).map(i -> weighed.variables()[i]).toArray();
    }

    /**
     * Checks bounds and rows if all variables are coordinates. Otherwise solves with the coordinates fixed at y, up to
     * rounding; if this solve fails for another reason than infeasibility, such as a time limit, y counts as feasible.
     */
    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        LinearProgram program = weighed.program();
        double[] lowerBounds = new double[y.length];
        double[] upperBounds = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            boolean isWhole = program.isInteger(weighed.variables()[i]);
            double nearest = isWhole ? Math.rint(y[i]) : y[i];
            double tolerance = ROUNDING * Math.max(1, Math.abs(y[i]));
            if (Math.abs(y[i] - nearest) > tolerance) {
                return Optional.of("coordinate " + i + " is " + y[i] + ", which is not a whole number");
            }
            lowerBounds[i] = isWhole ? nearest : y[i] - tolerance;
            upperBounds[i] = isWhole ? nearest : y[i] + tolerance;
        }
        if (y.length == program.dimension()) {
            return violationOfBoundsOrRows(program, y);
        }
        Natives.load();
        try (MipSession session = new MipSession(restricted(lowerBounds, upperBounds))) {
            session.solve(new double[y.length], new Vertex(y.length));
            return Optional.empty();
        } catch (OracleException failure) {
            return failure.code() == OracleException.Code.INFEASIBLE
                    ? Optional.of("no point of the mixed-integer program has these coordinates")
                    : Optional.empty();
        }
    }

    /** Checks bounds and rows of a program whose variables are all coordinates. */
    private Optional<String> violationOfBoundsOrRows(LinearProgram program, double[] y) {
        double[] values = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            int variable = weighed.variables()[i];
            values[variable] = y[i];
            if (!isWithin(y[i], program.lower(variable), program.upper(variable))) {
                return Optional.of(describe(
                        "coordinate",
                        i,
                        program.names(new int[] {variable}),
                        y[i],
                        program.lower(variable),
                        program.upper(variable)));
            }
        }
        int rowNumber = 0;
        for (LinearConstraint row : program.constraints()) {
            double sum = 0;
            for (int k = 0; k < row.indices().length; k++) {
                sum += row.coefficients()[k] * values[row.indices()[k]];
            }
            if (!isWithin(sum, row.lower(), row.upper())) {
                return Optional.of(
                        describe("row", rowNumber, program.nameOfRow(rowNumber), sum, row.lower(), row.upper()));
            }
            rowNumber++;
        }
        return Optional.empty();
    }

    /**
     * Describes the bound that a value violates. For an equation, also explains what = means, because the user may have
     * meant a limit.
     *
     * @param name a list of the name of the coordinate or row; empty if the program has no names
     */
    private static String describe(
            String kind, int number, List<String> name, double value, double lowerBound, double upperBound) {
        String subject = kind + " " + number
                + name.stream().map(part -> " (" + part + ")").collect(Collectors.joining()) + " is " + value;
        return lowerBound == upperBound
                ? subject + ", not " + lowerBound + ": = is an equality, and <= or >= a limit"
                : subject + ", " + (value < lowerBound ? "below " + lowerBound : "above " + upperBound);
    }

    private static boolean isWithin(double x, double lowerBound, double upperBound) {
        return x >= lowerBound - ROUNDING * Math.max(1, Math.abs(lowerBound))
                && x <= upperBound + ROUNDING * Math.max(1, Math.abs(upperBound));
    }

    /** Returns the oracle with narrower bounds of the coordinates, and without the program's costs. */
    private MipOracle restricted(double[] lowerBounds, double[] upperBounds) {
        LinearProgram program = weighed.program().restrictedTo(weighed.variables(), lowerBounds, upperBounds);
        double[] noCosts = new double[program.dimension()];
        return new MipOracle(new WeighedProgram(program, weighed.variables(), noCosts, false), settings, Set.of());
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new MipSession(this);
    }

    /** Returns whether a session of this oracle can be used for the other oracle, and the reverse. */
    boolean sharesSessionsWith(MipOracle other) {
        return settings.equals(other.settings)
                && dimension() == other.dimension()
                && weighed.program().hasRowsOf(other.weighed.program());
    }
}
