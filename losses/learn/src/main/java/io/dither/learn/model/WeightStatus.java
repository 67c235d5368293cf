package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The status of a {@link Weight}: whether it was estimated, and why it has no interval or what its interval leaves out. */
public enum WeightStatus {
    /**
     * It was estimated. It lacks an interval only if none was requested, or the message of the fit says why no weight has one. Also an epsilon
     * that was given, which has no interval.
     */
    ESTIMATED(""),
    /** It was fixed by the user; or it is a membership logit of the first latent class, which is 0. */
    FIXED("fixed"),
    /** It is 0 as the reference, because other weights are differences from it. */
    REFERENCE("reference"),
    /** Its feature is the same in all examples. */
    NEVER_VARIES("never varies"),
    /** The search ended at a bound of the weight. */
    AT_BOUND("at its bound"),
    /** The decisions do not identify it. */
    NOT_IDENTIFIED("not identified"),
    /** It has no finite estimate: a weight further from 0 would always fit the decisions better (separation). */
    @JsonAlias("ENDLESS")
    NO_FINITE_ESTIMATE("no finite estimate", "has no end"),
    /** The search ended before it converged. */
    NOT_CONVERGED("not converged"),
    /** Its error could not be measured; for tastes and classes also if no error was requested. */
    NOT_MEASURED("not measured"),
    /** The fit has a penalty, which shrinks weights, so that its weights have no standard errors. */
    PENALISED("penalised"),
    /** The model has effects, so that its weights have no standard errors. */
    BESIDE_EFFECTS("the model has effects", "beside effects"),
    /** An epsilon that the loss does not use. */
    UNUSED("not used by the loss"),
    /** A ratio whose denominator does not differ significantly from 0. */
    UNIT_NEAR_ZERO("the unit is not significantly different from 0", "the unit is not told from 0"),
    /** A number that depends on a weight without a standard error. */
    OF_UNKNOWN("a weight has no error"),
    /**
     * A spread that may be 0, or an entry of the factor L of correlated tastes that may be 0. The interval of a spread, if there is one, is
     * from 0 to the bound of the profile likelihood.
     */
    NEAR_ZERO("not significantly above 0", "not told from 0"),
    /** The spread of a weight that is the same for all persons. */
    NO_SPREAD("no spread"),
    /** A weight or a membership logit of a class with few persons. */
    FEW_PERSONS("too few persons"),
    /** A weight of one person; it has its standard deviation given the person's decisions instead of a standard error. */
    OF_PERSON("of a person"),
    /** A number that depends on {@linkplain Weight#parts() parts} that do not differ significantly from 0. */
    OF_NEAR_ZERO("%s is not significantly different from 0", "%s is not told from 0"),
    /** A number whose interval takes {@linkplain Weight#parts() parts} that do not differ significantly from 0 as fixed. */
    BESIDE_NEAR_ZERO("takes %s as fixed", "beside %s, as if known");

    private final String sentence;
    /** The patterns of the sentence and of its wording in early models; their group captures the names of the parts. */
    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
    private final List<Pattern> patterns;

    WeightStatus(String sentence) {
        this(sentence, sentence);
    }

    WeightStatus(String sentence, String sentenceInEarlyModels) {
        this.sentence = sentence;
        patterns = Stream.of(sentence, sentenceInEarlyModels)
                .map(text -> text.replace("%s is", "(.+) (?:is|are)").replace("%s", "(.+)"))
                .map(Pattern::compile)
                .toList();
    }

    /** {@return whether the weight was fixed instead of estimated} */
    public boolean isFixed() {
        return this == FIXED || this == REFERENCE || this == NEVER_VARIES;
    }

    /** Returns the status as text. */
    String sentence(List<String> parts) {
        String text = parts.size() > 1 ? sentence.replace("%s is", "%s are") : sentence;
        return text.replace("%s", String.join(", ", parts));
    }

    /** Adds the status, and the parts that it mentions, to the JSON of a weight that has only a note. */
    static void addStatusTo(ObjectNode weight) {
        String note = weight.path("note").asText();
        for (WeightStatus status : values()) {
            for (Pattern pattern : status.patterns) {
                Matcher matcher = pattern.matcher(note);
                if (matcher.matches()) {
                    weight.put("status", status.name());
                    ArrayNode parts = weight.putArray("parts");
                    if (matcher.groupCount() > 0) {
                        Stream.of(matcher.group(1).split(", ")).forEach(parts::add);
                    }
                    return;
                }
            }
        }
        throw new InvalidArgumentException(
                "'" + note + "' is not a note of a weight", "Maybe 'fixed' or 'not identified'");
    }
}
