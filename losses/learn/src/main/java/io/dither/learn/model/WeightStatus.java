package io.dither.learn.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.stream.Stream;

/** What is known of a {@link Weight} beside its value: whether it was estimated, and if it has no interval, why. */
public enum WeightStatus {
    /** It was estimated; without an interval only if none was asked for. */
    ESTIMATED(""),
    /** It was given. */
    FIXED("fixed"),
    /** It is 0, for others are differences to it. */
    REFERENCE("reference"),
    /** Its feature is the same in all examples. */
    NEVER_VARIES("never varies"),
    /** The search ended at an end of its range. */
    AT_BOUND("at its bound"),
    /** The decisions say nothing about it. */
    NOT_IDENTIFIED("not identified"),
    /** All decisions would have it larger, whatever it is. */
    ENDLESS("has no end"),
    /** The search ended before its solution. */
    NOT_CONVERGED("not converged"),
    /** Its error could not be measured. */
    NOT_MEASURED("not measured"),
    /** A penalty shrinks it. */
    PENALISED("penalised"),
    /** There are effects, which leave weights no errors. */
    BESIDE_EFFECTS("beside effects"),
    /** An epsilon on which no number depends. */
    UNUSED("not used by the loss"),
    /** A ratio to what is not told from 0. */
    UNIT_NEAR_ZERO("the unit is not told from 0"),
    /** A number that follows a weight without an error. */
    OF_UNKNOWN("a weight has no error"),
    /** A spread that may be 0: its interval begins there and ends where the profile likelihood does. */
    NEAR_ZERO("not told from 0"),
    /** The spread of a weight that is the same for all persons. */
    NO_SPREAD("no spread"),
    /** A weight of a class with few persons. */
    FEW_PERSONS("too few persons"),
    /** A weight of one person, whose spread stands for its error. */
    OF_PERSON("of a person"),
    /** A number made of {@linkplain Weight#parts() parts} that are not told from 0. */
    OF_NEAR_ZERO("%s not told from 0"),
    /** A number whose interval takes {@linkplain Weight#parts() parts} that are not told from 0 as known. */
    BESIDE_NEAR_ZERO("beside %s, as if known");

    private final String sentence;

    WeightStatus(String sentence) {
        this.sentence = sentence;
    }

    /** {@return whether the weight was not estimated, but held} */
    public boolean isHeld() {
        return this == FIXED || this == REFERENCE || this == NEVER_VARIES;
    }

    /** Returns what people read. */
    String sentence(List<String> parts) {
        String all = String.join(", ", parts);
        return switch (this) {
            case OF_NEAR_ZERO -> PlainText.format(sentence, all + (parts.size() == 1 ? " is" : " are"));
            case BESIDE_NEAR_ZERO -> PlainText.format(sentence, all);
            default -> sentence;
        };
    }

    /** Adds the status, and the parts that it speaks of, to the JSON of a weight that has its note alone. */
    static void addTo(ObjectNode weight) {
        String note = weight.path("note").asText();
        for (WeightStatus status : values()) {
            String[] around = status.sentence.split("%s", 2);
            boolean isWhole = around.length == 1 && note.equals(status.sentence);
            boolean hasParts = around.length == 2
                    && note.startsWith(around[0])
                    && note.endsWith(around[1])
                    && note.length() > status.sentence.length();
            if (isWhole || hasParts) {
                weight.put("status", status.name());
                ArrayNode parts = weight.putArray("parts");
                if (hasParts) {
                    String names = note.substring(around[0].length(), note.length() - around[1].length());
                    Stream.of(names.replaceFirst(" (is|are)$", "").split(", ")).forEach(parts::add);
                }
                return;
            }
        }
        throw new InvalidArgumentException(
                "'" + note + "' is not a note of a weight", "Maybe 'fixed' or 'not identified'");
    }
}
