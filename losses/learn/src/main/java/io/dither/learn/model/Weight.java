package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.List;

/**
 * A parameter of a fitted model, in the units of the raw features. Its JSON has the numbers, the status and the {@link #note()}.
 *
 * @param name the name of the weight
 * @param estimate its value
 * @param standardError its standard error; NaN if there is none
 * @param test its interval, and its test against 0
 * @param status whether it was estimated, and why there is no interval
 * @param parts the names of other numbers that fill the blank in the sentence of the status, see {@link #note()}; often of spreads (a spread
 *     is the standard deviation of a weight over persons); empty if the sentence has no blank
 */
@JsonPropertyOrder({"name", "estimate", "standardError", "low", "high", "pValue", "status", "parts", "note"})
public record Weight(
        String name,
        double estimate,
        double standardError,
        @JsonIgnore Test test,
        WeightStatus status,
        List<String> parts)
        implements Serializable {
    /**
     * An interval and a test.
     *
     * @param low the lower end of the 95 % interval; NaN if there is none
     * @param high the upper end of the 95 % interval; NaN if there is none
     * @param pValue the probability of an estimate at least this far from 0 if the weight were 0; NaN if there is none
     */
    public record Test(double low, double high, double pValue) implements Serializable {}

    /**
     * {@return a weight with its interval}
     *
     * @param name the name of the weight
     * @param number the value, with its standard error if there is one
     */
    public static Weight of(String name, Interval number) {
        return of(name, number, WeightStatus.ESTIMATED);
    }

    /**
     * {@return a weight with its interval, if there is one}
     *
     * @param name the name of the weight
     * @param number the value, with its standard error if there is one
     * @param status {@link WeightStatus#ESTIMATED} if there is an interval, none was requested, or the message of the fit gives the reason;
     *     otherwise the reason why there is none
     */
    public static Weight of(String name, Interval number, WeightStatus status) {
        Test test = new Test(number.low(), number.high(), number.pValue());
        return new Weight(name, number.value(), number.standardError(), test, status, List.of());
    }

    /** Reads a weight from JSON; the note is not read, because it follows from the status. */
    @JsonCreator
    static Weight read(
            @JsonProperty("name") String name,
            @JsonProperty("estimate") double estimate,
            @JsonProperty("standardError") double standardError,
            @JsonProperty("low") double low,
            @JsonProperty("high") double high,
            @JsonProperty("pValue") double pValue,
            @JsonProperty("status") WeightStatus status,
            @JsonProperty("parts") List<String> parts,
            @JsonProperty("note") String note) {
        return new Weight(name, estimate, standardError, new Test(low, high, pValue), status, parts);
    }

    /**
     * Adds the status to all weights in the JSON of an older file, which has only their notes.
     *
     * @param json the JSON, which is changed
     * @throws InvalidArgumentException if no status has such a note
     */
    public static void addMissingStatuses(JsonNode json) {
        if (json instanceof ObjectNode weight && json.has("pValue") && json.has("note") && !json.has("status")) {
            WeightStatus.addStatusTo(weight);
        }
        json.forEach(Weight::addMissingStatuses);
    }

    /**
     * {@return the amplitude of the noise, without an interval, because it was given instead of estimated} Its status is still {@link
     * WeightStatus#ESTIMATED} if the loss uses it, and otherwise {@link WeightStatus#UNUSED}.
     *
     * @param epsilon its value
     * @param isUsed whether the loss depends on epsilon
     */
    public static Weight ofGivenEpsilon(double epsilon, boolean isUsed) {
        Weight given = ofEpsilon(Interval.of(epsilon, Double.NaN));
        return isUsed ? given : given.withoutInterval(WeightStatus.UNUSED);
    }

    /** {@return the lower end of the 95 % interval; NaN if there is none} */
    @JsonProperty("low")
    public double low() {
        return test.low;
    }

    /** {@return the upper end of the 95 % interval; NaN if there is none} */
    @JsonProperty("high")
    public double high() {
        return test.high;
    }

    /** {@return the probability of an estimate at least this far from 0 if the weight were 0; NaN if there is none} */
    @JsonProperty("pValue")
    public double pValue() {
        return test.pValue;
    }

    /** {@return why there is no interval, or what the interval leaves out, as text; empty if neither applies} */
    @JsonProperty("note")
    public String note() {
        return status.sentence(parts);
    }

    /** {@return whether the status is {@link WeightStatus#ESTIMATED}, the only status without a note} */
    @JsonIgnore
    public boolean isEstimated() {
        return status == WeightStatus.ESTIMATED;
    }

    /** {@return whether the weight was fixed instead of estimated} */
    @JsonIgnore
    public boolean isFixed() {
        return status.isFixed();
    }

    /** {@return whether the weight is an epsilon that the loss does not use} */
    @JsonIgnore
    public boolean isUnused() {
        return status == WeightStatus.UNUSED;
    }

    /** Returns a copy of this weight without its interval. */
    Weight withoutError() {
        return Double.isNaN(standardError) ? this : withoutInterval(WeightStatus.NOT_MEASURED);
    }

    /**
     * {@return a copy of this weight without an interval}
     *
     * @param status the reason why there is none
     */
    public Weight withoutInterval(WeightStatus status) {
        return of(name, Interval.of(estimate, Double.NaN), status);
    }

    /**
     * {@return a copy of this weight with another interval}
     *
     * @param low its lower end
     * @param high its upper end
     * @param pValue the p-value of the test against 0, or NaN
     */
    public Weight withInterval(double low, double high, double pValue) {
        return new Weight(name, estimate, standardError, new Test(low, high, pValue), status, parts);
    }

    /**
     * {@return a copy of this weight with a status that mentions other numbers}
     *
     * @param status the reason why there is no interval, or what the interval leaves out
     * @param parts the names of the numbers that the status mentions
     */
    public Weight withStatus(WeightStatus status, List<String> parts) {
        return new Weight(name, estimate, standardError, test, status, List.copyOf(parts));
    }

    /**
     * {@return a copy of this weight with a number added to estimate and interval}
     *
     * @param shift the number
     */
    public Weight shifted(double shift) {
        double p = shift == 0 || !(standardError > 0)
                ? pValue()
                : Interval.of(estimate + shift, standardError).pValue();
        Test shifted = new Test(low() + shift, high() + shift, p);
        return new Weight(name, estimate + shift, standardError, shifted, status, parts);
    }

    /**
     * {@return a share, with an interval that is symmetric in its logit and stays between 0 and 1; without an interval if it is 0 or 1}
     *
     * @param name the name of the share
     * @param number the value, with its standard error if there is one
     */
    public static Weight ofShare(String name, Interval number) {
        double value = number.value();
        double odds = value / (1 - value);
        // the logit has the slope 1 / (value (1 - value))
        double marginOfLogit = number.margin() / (value * (1 - value));
        double factor = Math.exp(marginOfLogit);
        double low = odds / factor;
        double high = odds * factor;
        return of(name, number).withInterval(low / (1 + low), high / (1 + high), Double.NaN);
    }

    /**
     * {@return the amplitude of the noise, with an interval that is symmetric in its logarithm and never below 0}
     *
     * @param number the value, with its standard error if there is one
     */
    public static Weight ofEpsilon(Interval number) {
        double factor = Math.exp(number.margin() / number.value()); // the logarithm has the slope 1 / epsilon
        double value = number.value();
        return of("epsilon", number).withInterval(value / factor, value * factor, Double.NaN);
    }
}
