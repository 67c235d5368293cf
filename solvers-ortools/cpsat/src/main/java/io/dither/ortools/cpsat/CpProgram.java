package io.dither.ortools.cpsat;

import com.google.ortools.sat.Constraint;
import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpObjectiveProto;
import com.google.ortools.sat.CpSatHelper;
import com.google.ortools.sat.FloatObjectiveProto;
import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.oracle.Described;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Bound;
import io.dither.ortools.internal.WholeNumbers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Holds a constraint model, the variables that are coordinates, and the costs that the model's objective has for all
 * other variables.
 */
final class CpProgram implements Described {
    /** Sums of whole costs times values stay within 2^61, so that a difference of two sums fits in a long. */
    private static final int SUM_BITS = 61;

    /** The largest number of bits of a rounded cost. */
    private static final int MAX_BITS = 57;
    /** Costs that were rounded to fewer bits would give answers with large gaps. */
    private static final int MIN_BITS = 24;

    /** The model with its objective. */
    private final CpModelProto source;

    /** The model without an objective. */
    private final CpModelProto model;

    private final Sense sense;
    /**
     * The variables that were coordinates at first, even if they were fixed later. Their costs in the model are not
     * used.
     */
    private final int[] firstCoordinates;

    /** The variable of each coordinate. */
    private final int[] coordinates;
    /** The coefficient of each variable in the model's own objective; 0 for {@code firstCoordinates}. */
    private final double[] modelCosts;

    /** The variables that may have a cost: coordinates, and variables with a cost in the model. */
    private final int[] priced;
    /** The number of bits of the whole costs. */
    private final int bits;
    /** The sum of upper - lower over {@code priced}. */
    private final double rangeSum;
    /** The constant of the model's objective. */
    private double constant;

    private CpProgram(CpModelProto model, Sense sense, int[] firstCoordinates, int[] coordinates) {
        source = model;
        this.firstCoordinates = firstCoordinates;
        this.sense = sense;
        this.coordinates = coordinates;
        this.model = model.toBuilder()
                .clearObjective()
                .clearFloatingPointObjective()
                .clearSolutionHint()
                .build();
        modelCosts = readModelCosts(model);
        requireSense(model);
        IntStream modelPriced = IntStream.range(0, modelCosts.length).filter(i -> modelCosts[i] != 0);
        priced = IntStream.concat(IntStream.of(coordinates), modelPriced)
                .sorted()
                .distinct()
                .toArray();
        // a variable's largest magnitude is that of one of its bounds
        double magnitudeSum = IntStream.of(priced)
                .mapToDouble(v -> Math.max(Math.abs(lower(v)), Math.abs(upper(v))))
                .sum();
        rangeSum = IntStream.of(priced).mapToDouble(i -> upper(i) - lower(i)).sum();
        // |cost| <= 2^bits and magnitudeSum < 2^(exponent + 1), so the sum of costs times values is at most 2^SUM_BITS
        bits = Math.min(MAX_BITS, SUM_BITS - (Math.getExponent(Math.max(1, magnitudeSum)) + 1));
        Arguments.require(
                bits >= MIN_BITS,
                "the bounds of the variables with costs sum up to " + magnitudeSum + ", which is not below 2^37",
                "Maybe give them tighter domains");
    }

    /** Makes a program; keeps the array of coordinates, which must not be changed later. */
    static CpProgram of(CpModelProto model, Sense sense, int[] coordinates) {
        return new CpProgram(model, sense, coordinates, coordinates);
    }

    @Override
    public List<?> content() {
        return List.of(source.toByteArray(), sense, firstCoordinates, coordinates);
    }

    /**
     * Returns whether this model has a linear constraint with the same index and variables as {@code constraint}. The
     * bounds may differ, because {@link #withConstraint} may have changed them.
     */
    boolean contains(Constraint constraint) {
        int index = constraint.getIndex();
        return constraint.getBuilder().hasLinear()
                && index < source.getConstraintsCount()
                && source.getConstraints(index)
                        .getLinear()
                        .getVarsList()
                        .equals(constraint.getBuilder().getLinear().getVarsList());
    }

    /** Returns the same program with another domain of a linear constraint. */
    CpProgram withConstraint(int constraint, long min, long max) {
        CpModelProto.Builder changed = source.toBuilder();
        changed.getConstraintsBuilder(constraint)
                .getLinearBuilder()
                .clearDomain()
                .addDomain(min)
                .addDomain(max);
        return new CpProgram(requireValid(changed), sense, firstCoordinates, coordinates);
    }

    /** Returns the same program with another domain of a variable. */
    CpProgram withVariable(int variable, long min, long max) {
        CpModelProto.Builder changed = source.toBuilder();
        changed.getVariablesBuilder(variable).clearDomain().addDomain(min).addDomain(max);
        return new CpProgram(requireValid(changed), sense, firstCoordinates, coordinates);
    }

    private static CpModelProto requireValid(CpModelProto.Builder changed) {
        CpModelProto model = changed.build();
        String problem = CpSatHelper.validateModel(model);
        Arguments.require(
                problem.isEmpty(), "the bounds are invalid: " + CpSatFile.firstLine(problem), "Maybe they are swapped");
        return model;
    }

    /**
     * Returns the same program with some coordinates fixed at values in their domains; the free coordinates remain
     * coordinates.
     */
    CpProgram fixing(int[] fixed, long[] values, int... free) {
        CpModelProto.Builder changed = source.toBuilder();
        for (int k = 0; k < fixed.length; k++) {
            int variable = coordinates[fixed[k]];
            if (!isInDomain(variable, values[k])) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "coordinate " + fixed[k] + " cannot be " + values[k] + ": it is not in its domain");
            }
            changed.getVariablesBuilder(variable)
                    .clearDomain()
                    .addDomain(values[k])
                    .addDomain(values[k]);
        }
        int[] remaining = IntStream.of(free).map(i -> coordinates[i]).toArray();
        return new CpProgram(requireValid(changed), sense, firstCoordinates, remaining);
    }

    /** Returns the same program without the model's own objective; only coordinates can have costs. */
    CpProgram withoutCosts() {
        return new CpProgram(model, sense, firstCoordinates, coordinates);
    }

    private boolean isInDomain(int variable, long value) {
        List<Long> domain = source.getVariables(variable).getDomainList();
        return IntStream.range(0, domain.size() / 2)
                .anyMatch(k -> domain.get(2 * k) <= value && value <= domain.get(2 * k + 1));
    }

    /** Returns the same program after {@code bound} has replaced a bound of the constraint or variable that it names. */
    CpProgram with(Bound bound) {
        int constraint =
                find(source.getConstraintsCount(), i -> source.getConstraints(i).getName(), bound);
        int variable =
                find(source.getVariablesCount(), i -> source.getVariables(i).getName(), bound);
        // exactly one of the two must have this name; if both have it, it is ambiguous
        if (constraint < 0 == variable < 0) {
            throw bound.wrongName(constraint >= 0);
        }
        Arguments.require(
                constraint < 0 || source.getConstraints(constraint).hasLinear(),
                "bounds names '" + bound.name() + "', which is not a linear constraint",
                "Maybe name another constraint");
        List<Long> domain = constraint < 0
                ? source.getVariables(variable).getDomainList()
                : source.getConstraints(constraint).getLinear().getDomainList();
        Arguments.require(
                domain.size() == 2,
                "the domain of '" + bound.name() + "' has holes, so it cannot be changed by bounds",
                "Maybe change the model itself");
        long value = WholeNumbers.of("bound of " + bound.name(), new double[] {bound.value()})[0];
        long min = bound.setsLower() ? value : domain.get(0);
        long max = bound.setsUpper() ? value : domain.get(1);
        return constraint < 0 ? withVariable(variable, min, max) : withConstraint(constraint, min, max);
    }

    /** Returns the index of the only constraint or variable with the name of a bound; -1 if none has it. */
    private static int find(int count, IntFunction<String> nameOf, Bound bound) {
        return IntStream.range(0, count)
                .filter(i -> nameOf.apply(i).equals(bound.name()))
                .reduce((first, second) -> {
                    throw bound.wrongName(true);
                })
                .orElse(-1);
    }

    /**
     * Returns the objective's coefficient of each variable, 0 for {@link #firstCoordinates}, and sets
     * {@link #constant}. In CP-SAT, a reference of -v - 1 stands for the negation of variable v.
     */
    private double[] readModelCosts(CpModelProto proto) {
        double[] costs = new double[proto.getVariablesCount()];
        if (proto.hasObjective()) {
            CpObjectiveProto objective = proto.getObjective();
            double factor = objective.getScalingFactor() == 0 ? 1 : objective.getScalingFactor();
            constant = factor * objective.getOffset();
            for (int k = 0; k < objective.getVarsCount(); k++) {
                add(costs, objective.getVars(k), factor * objective.getCoeffs(k));
            }
        } else if (proto.hasFloatingPointObjective()) {
            FloatObjectiveProto objective = proto.getFloatingPointObjective();
            constant = objective.getOffset();
            for (int k = 0; k < objective.getVarsCount(); k++) {
                add(costs, objective.getVars(k), objective.getCoeffs(k));
            }
        }
        for (int variable : firstCoordinates) {
            costs[variable] = 0;
        }
        return costs;
    }

    private static void add(double[] costs, int reference, double coefficient) {
        if (reference >= 0) {
            costs[reference] += coefficient;
        } else {
            costs[-reference - 1] -= coefficient;
        }
    }

    private void requireSense(CpModelProto proto) {
        Arguments.require(
                Arrays.stream(modelCosts).allMatch(cost -> cost == 0) || sense == senseOf(proto),
                "the model's objective is to " + senseOf(proto)
                        + ", and its costs of variables without a coordinate are kept, but the oracle is to "
                        + sense,
                "Maybe choose the same sense, or give all variables of the objective a coordinate");
    }

    /** Returns the sense of the model's own objective; MINIMIZE if it has none. */
    static Sense senseOf(CpModelProto model) {
        boolean maximises = model.hasObjective()
                ? model.getObjective().getScalingFactor() < 0
                : model.getFloatingPointObjective().getMaximize();
        return maximises ? Sense.MAXIMIZE : Sense.MINIMIZE;
    }

    CpModelProto model() {
        return model;
    }

    Sense sense() {
        return sense;
    }

    int dimension() {
        return coordinates.length;
    }

    /** Returns the variable of a coordinate. */
    int variable(int coordinate) {
        return coordinates[coordinate];
    }

    /** Returns the names of the coordinates. */
    List<String> names() {
        return IntStream.of(coordinates)
                .mapToObj(i -> model.getVariables(i).getName())
                .toList();
    }

    /**
     * Returns the coefficient of each variable in the model's own objective, 0 for variables that are or were
     * coordinates; the caller owns the array.
     */
    double[] modelCosts() {
        return modelCosts.clone();
    }

    /** Returns the variables that may have a cost, in ascending order; read only. */
    int[] pricedVariables() {
        return priced;
    }

    /** Returns the number of bits of the whole costs. */
    int costBits() {
        return bits;
    }

    /** Returns the sum of upper - lower over the variables that may have a cost. */
    double rangeSum() {
        return rangeSum;
    }

    /** Returns the constant of the model's objective. */
    double constant() {
        return constant;
    }

    private double lower(int variable) {
        return model.getVariables(variable).getDomain(0);
    }

    private double upper(int variable) {
        int last = model.getVariables(variable).getDomainCount() - 1;
        return model.getVariables(variable).getDomain(last);
    }

    /** Returns the traits that follow from the domains and the objective. */
    Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (IntStream.of(coordinates).allMatch(i -> lower(i) >= 0 && upper(i) <= 1)) {
            traits.add(Trait.ZERO_ONE);
        }
        if (constant != 0 || Arrays.stream(modelCosts).anyMatch(cost -> cost != 0)) {
            traits.add(Trait.OFFSET);
        }
        return traits;
    }
}
