package io.dither.experiments.launch;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule about which options of a command go together, and why.
 *
 * @param option the option that the rule is about, such as {@code --draws}
 * @param relation whether it excludes or needs the others
 * @param others the options that it excludes, or of which it needs at least one
 * @param reason why, as the end of a sentence: "classes are not drawn"
 * @param advice what to do, after "Maybe"
 */
public record OptionRule(String option, Relation relation, List<String> others, String reason, String advice) {
    /** The relation of an option to others. */
    public enum Relation {
        /** The option goes with none of the others. */
        EXCLUDES,
        /** The option has a meaning only beside at least one of the others. */
        NEEDS
    }

    /** Copies the list. */
    public OptionRule {
        others = List.copyOf(others);
    }

    /**
     * {@return a rule that an option goes with none of the others}
     *
     * @param option the option
     * @param others the others
     * @param reason why
     * @param advice what to do, after "Maybe"
     */
    public static OptionRule excludes(String option, List<String> others, String reason, String advice) {
        return new OptionRule(option, Relation.EXCLUDES, others, reason, advice);
    }

    /**
     * {@return a rule that an option needs at least one of the others}
     *
     * @param option the option
     * @param others the others
     * @param reason why
     * @param advice what to do, after "Maybe"
     */
    public static OptionRule needs(String option, List<String> others, String reason, String advice) {
        return new OptionRule(option, Relation.NEEDS, others, reason, advice);
    }

    /**
     * Checks options against rules.
     *
     * @param rules the rules, in the order in which they are checked
     * @param isGiven whether an option is given, on the command line or in a study file
     * @throws InvalidArgumentException for the first rule that the options break
     */
    public static void check(List<OptionRule> rules, Predicate<String> isGiven) {
        rules.forEach(rule -> rule.problem(isGiven).ifPresent(problem -> {
            throw new InvalidArgumentException(problem, "Maybe " + rule.advice);
        }));
    }

    /** Returns a sentence about options that break the rule; empty if they do not. */
    private Optional<String> problem(Predicate<String> isGiven) {
        if (!isGiven.test(option)) {
            return Optional.empty();
        }
        Optional<String> other = others.stream().filter(isGiven).findFirst();
        return switch (relation) {
            case EXCLUDES -> other.map(name -> option + " does not go with " + name + ": " + reason);
            case NEEDS ->
                other.isPresent()
                        ? Optional.empty()
                        : Optional.of(option + " needs " + String.join(" or ", others) + ": " + reason);
        };
    }
}
