package io.dither.choice;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Link;
import io.dither.learn.model.Provided;
import io.dither.learn.model.Range;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Splittable;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.UtilityModel;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nested and the cross-nested logit: alternatives of one nest have utilities whose random parts are correlated. Alternative i with offset_i
 * and features phi_i has the utility V_i = offset_i + w . phi_i, and theta_i = V_i + ln G_i, where G_i is the derivative of the generating
 * function of the nests (McFadden 1978) with respect to exp(V_i). Under Gumbel noise of amplitude 1 the oracle argmax then chooses with exactly
 * the probabilities of the model, and the Fenchel-Young loss is minus the log likelihood of the model.
 *
 * <p>Parameters are the weights w, then mu - 1 of each nest, then the alphas: an alternative in n nests has n - 1 alphas. mu is the scale of a nest divided by
 * the scale of the nest around it, or by 1 if there is none: at least 1, and 1 for the logit, so that the test of mu - 1 against 0 is a test of the logit.
 * 1 / mu is the dissimilarity of the nest. An alternative belongs to its nests by shares that sum to 1: the first alpha is the first share. If an
 * alternative is in three nests or more, each further alpha is its share in the next nest, divided by 1 minus its shares in the nests before. An alternative in
 * no nest stands alone.
 *
 * <p>The {@linkplain Features#group group} of a row of features is the name of its alternative. The loss is not convex. Immutable.
 */
public final class NestedLogit
        implements CostModel,
                CostShape,
                Standardisable,
                FeatureModel,
                UtilityModel,
                Splittable,
                Provided,
                Serializable {
    /** The id of the provider of models whose alternatives are in at most one nest. */
    public static final String NESTED = "nested";
    /** The id of the provider of models whose alternatives may be in several nests. */
    public static final String CROSS_NESTED = "cross-nested";

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final Nests nests;

    /** Whether alternatives may be in several nests. */
    @JsonProperty("cross")
    private final boolean isCrossed;

    @JsonProperty
    private final SharedLinearModel utility;

    @JsonCreator
    private NestedLogit(
            @JsonProperty("nests") Nests nests,
            @JsonProperty("cross") boolean isCrossed,
            @JsonProperty("utility") SharedLinearModel utility) {
        this.nests = requireNonNull(nests, "nests");
        this.isCrossed = isCrossed;
        this.utility = requireNonNull(utility, "utility");
    }

    /**
     * Makes a model.
     *
     * @param features the names of the features, in their order
     * @param nests the nests
     * @param alternatives the names of all alternatives
     * @return the model, not standardised: cross-nested if an alternative is in several nests
     * @throws InvalidArgumentException if a member of a nest is not among the alternatives
     */
    public static NestedLogit of(List<String> features, Nests nests, List<String> alternatives) {
        return of(features, nests, alternatives, nests.areCrossed());
    }

    static NestedLogit of(List<String> features, Nests nests, List<String> alternatives, boolean isCrossed) {
        Arguments.require(
                !alternatives.isEmpty(),
                "the alternatives have no names, which nests need",
                "Maybe name the column of alternatives by --effects");
        return new NestedLogit(
                nests.requireFit(alternatives, isCrossed), isCrossed, SharedLinearModel.of(features, Link.IDENTITY));
    }

    /**
     * Adds default bounds for the parameters of the nests, mu - 1 at least 0 and alpha between 0 and 1; a parameter that has bounds in the settings keeps them.
     *
     * @param settings the settings of a fit
     * @return the settings with bounds
     * @throws InvalidArgumentException if bounds in the settings allow a mu that is not positive, or an alpha outside of 0 to 1
     */
    public FitSettings bounded(FitSettings settings) {
        FitSettings bounded = settings;
        List<String> names = nests.parameterNames();
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            Range usual = k < nests.size() ? new Range(0, Double.POSITIVE_INFINITY) : new Range(0, 1);
            Range range = settings.bounds().getOrDefault(name, usual);
            Arguments.require(
                    k < nests.size() ? range.low() > -1 : range.low() >= 0 && range.high() <= 1,
                    name + " = " + range + " is outside of " + (k < nests.size() ? "-1.." : "0..1"),
                    "Maybe leave the bound out");
            bounded = bounded.withBound(name, range);
        }
        return bounded;
    }

    /** {@return the nests} */
    public Nests nests() {
        return nests;
    }

    /** {@return the names of the weights, then of mu - 1 of each nest, then of the alphas} */
    @Override
    public List<String> names() {
        return Stream.concat(utility.names().stream(), nests.parameterNames().stream())
                .toList();
    }

    /** Returns the number of weights, which come before the parameters of the nests. */
    private int weightCount() {
        return utility.names().size();
    }

    private double[] weights(double[] parameters) {
        int count = weightCount() + nests.parameterNames().size();
        return Arrays.copyOf(Arguments.length("parameters", parameters, count), weightCount());
    }

    /** Returns a copy of parameters with other weights. */
    private double[] withWeights(double[] weights, double[] parameters) {
        double[] combined = parameters.clone();
        System.arraycopy(weights, 0, combined, 0, weights.length);
        return combined;
    }

    /** Returns the weights of {@link SharedLinearModel}, scales of 2 and equal shares: at scales of 1 the shares would have no effect. */
    @Override
    public double[] start() {
        double[] start = Arrays.copyOf(utility.start(), names().size());
        nests.fillStart(start, weightCount());
        return start;
    }

    private NestPoint at(double[] parameters, Features features) {
        double[] utilities = utility.theta(weights(parameters), requireNames(features));
        return new NestPoint(nests, parameters, weightCount(), features, utilities);
    }

    @Override
    public double[] theta(double[] parameters, Features features) {
        return at(parameters, features).theta();
    }

    @Override
    public Pullback pullback(double[] parameters, Features features) {
        return at(parameters, features).pullback(utility.pullback(weights(parameters), features));
    }

    @Override
    public Pullback utilityPullback(double[] parameters, Features features) {
        return at(parameters, features).utilityPullback();
    }

    private static Features requireNames(Features features) {
        if (!features.hasGroups()) {
            throw new InvalidArgumentException(
                    "the alternatives have no names, which nests need", "Maybe Features.withGroups");
        }
        return features;
    }

    @Override
    public double[] moments(Features features) {
        return utility.moments(requireNames(features));
    }

    @Override
    public CostModel standardisedBy(double[] sums) {
        return new NestedLogit(nests, isCrossed, utility.standardisedBy(sums));
    }

    @Override
    public double[] raw(double[] parameters) {
        return withWeights(utility.raw(weights(parameters)), parameters);
    }

    @Override
    public double[] standardised(double[] raw) {
        return withWeights(utility.standardised(weights(raw)), raw);
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    @Override
    public boolean hasIntervals() {
        return true;
    }

    @Override
    public boolean isPenalised(int parameter) {
        return parameter < weightCount() + nests.size(); // weights and scales, but not alphas, which are bounded shares
    }

    @Override
    public List<String> features() {
        return utility.features();
    }

    @Override
    public List<String> parts() {
        return utility.parts();
    }

    /** Splits the utility V of an alternative by feature. */
    @Override
    public double[] split(double[] parameters, Features features, int coordinate) {
        return utility.split(weights(parameters), features, coordinate);
    }

    @Override
    public String provider() {
        return isCrossed ? CROSS_NESTED : NESTED;
    }
}
