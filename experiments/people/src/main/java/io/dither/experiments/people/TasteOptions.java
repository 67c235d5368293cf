package io.dither.experiments.people;

import io.dither.error.Arguments;
import io.dither.experiments.learning.PersonOptions;
import io.dither.experiments.text.Html;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonResults;
import io.dither.people.People;
import io.dither.people.PeopleEstimator;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Tastes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** How weights differ between persons, as options. */
public final class TasteOptions implements PersonOptions {
    /** Terms may have commas in parentheses. */
    private static final String COMMA = ",(?![^()]*\\))";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))?");

    @Option(
            names = "--tastes",
            paramLabel = "LAW",
            description =
                    "Let weights differ between persons (--person) by this law: normal, lognormal (of one sign), triangular or fixed;"
                            + " NAME=LAW for one weight. If no law is for all, weights that are not named are fixed.")
    private List<String> laws = List.of();

    @Option(names = "--correlated", description = "Let tastes be correlated.")
    private boolean correlated;

    @Option(
            names = "--draws",
            paramLabel = "R",
            description =
                    "Draw R tastes per person, at first if there is a likelihood, which takes as many as it needs. Default: 256, or 40"
                            + " by moments.")
    private Optional<Integer> draws = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "K",
            description =
                    "Let there be K classes of persons (--person), 2 to 10, each with weights of its own; 2..5 for the number of the"
                            + " least BIC.")
    private Optional<String> classes = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Override
    public boolean areGiven() {
        return !laws.isEmpty() || classes.isPresent();
    }

    /** {@inheritDoc} Refuses options beside which tastes have no meaning, and those that have none without tastes. */
    @Override
    public void check() {
        ParseResult given = command.commandLine().getParseResult();
        List<PersonRule> rules = PersonRule.ALL.stream()
                .filter(rule -> given.hasMatchedOption(rule.option()))
                .toList();
        for (PersonRule rule : rules) {
            rule.need().requireGiven(rule.option(), !laws.isEmpty(), classes.isPresent());
        }
        if (!areGiven()) {
            return;
        }
        Arguments.require(
                laws.isEmpty() || classes.isEmpty(),
                "--classes = " + classes.orElse("") + " is beside --tastes = " + String.join(",", laws),
                "Maybe one of them: compare their BIC");
        String option = laws.isEmpty() ? "--classes" : "--tastes";
        Arguments.require(
                given.hasMatchedOption("--person"),
                option + " = " + classes.orElse(String.join(",", laws)) + " needs persons, each with several decisions",
                "Maybe --person traveller, the column that names them");
        for (PersonRule rule : rules) {
            Arguments.require(
                    rule.need() != PersonRule.Need.ONE_TASTE,
                    rule.option() + " is not for " + option + ": " + rule.reason(),
                    "Maybe leave it out");
        }
    }

    private String text() {
        return String.join(",", laws)
                + (correlated ? ", correlated" : "")
                + draws.map(count -> ", " + count + " draws").orElse("");
    }

    @Override
    public PersonEstimator estimator(List<String> covariates, Optional<String> payIn) {
        PeopleEstimator estimator =
                laws.isEmpty() ? ofClasses(covariates) : PeopleEstimator.tastes(text(), this::chosen);
        return estimator.in(payIn);
    }

    @Override
    public void write(PersonResults results, Html html) {
        if (results instanceof People people) {
            new PersonsSection(people, html).write();
        }
    }

    private PeopleEstimator ofClasses(List<String> covariates) {
        String text = classes.orElseThrow();
        Matcher range = RANGE.matcher(text);
        Arguments.require(
                range.matches(),
                "--classes = " + text + " is not a number of classes",
                "Maybe 3, or 2..5 for the best of these");
        int least = Integer.parseInt(range.group(1));
        int most = range.group(2) == null ? least : Integer.parseInt(range.group(2));
        return PeopleEstimator.classes(least, most, covariates);
    }

    private Tastes chosen(Tastes tastes) {
        List<String> all = new ArrayList<>();
        for (String one : laws.stream()
                .flatMap(text -> List.of(text.split(COMMA)).stream())
                .toList()) {
            int equals = one.lastIndexOf('=');
            if (equals < 0) {
                all.add(one.strip());
            } else {
                tastes.law(
                        one.substring(0, equals).strip(),
                        Law.parse(one.substring(equals + 1).strip()));
            }
        }
        Arguments.require(
                all.size() <= 1,
                "--tastes = " + String.join(",", laws) + " has " + all.size() + " laws for all weights",
                "Maybe NAME=LAW for one of them");
        tastes.law(all.isEmpty() ? Law.FIXED : Law.parse(all.get(0)));
        draws.ifPresent(tastes::draws);
        return correlated ? tastes.correlated() : tastes;
    }
}
