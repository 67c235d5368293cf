package io.dither.experiments.choice;

import io.dither.choice.ChoiceModels;
import io.dither.choice.Choices;
import io.dither.data.Histories;
import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.plugin.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dither choice}: fits a choice model by {@code dither learn}, in the terms of discrete choice analysis. */
@Command(
        name = "choice",
        description = {
            "Fit a choice model: utilities of alternatives, from a survey or a log.",
            "A row is a choice, or with --alternative a choice and an alternative. Coefficients are of utilities: an alternative is chosen less often if a column with a negative coefficient grows. The model is a logit unless --probit or"
                    + " --nests makes it another. All options of 'dither learn' are options of this command too: --person,"
                    + " --tastes and --classes for persons who differ, --pay-in, --weight, --out, --holdout (here 0 unless given)."
        },
        footer = {
            "dither choice sm.csv --choice CHOICE --alternatives 1=TRAIN,2=CAR --utility 'asc + {alt}_TT'",
            "dither choice long.csv --choice chosen --alternative mode --example id --utility 'asc + cost'",
            "dither choice sm.csv ... --person ID --tastes TT=normal --pay-in CO --out model"
        },
        sortOptions = false)
@SuppressWarnings("UnusedVariable") // some options are read by their names
public final class ChoiceCommand implements Subcommand {
    /** Matches the parts of {@code --utility} whose meaning depends on the names of the alternatives. */
    private static final Pattern NEEDS_NAMES = Pattern.compile("\\basc\\b|\\balternative\\b|;|\\{alt}");

    @Option(
            names = "--choice",
            required = true,
            paramLabel = "COL",
            description = {
                "Read the chosen alternative from this column.",
                "With --alternative, 1 (or true) where the alternative of the row was chosen, and 0 elsewhere."
            })
    private String choice = "";

    @Option(
            names = "--utility",
            required = true,
            paramLabel = "TEXT",
            description = {
                "Give alternatives these utilities, such as 'asc + {alt}_TT/100'.",
                "Terms between +, each with a coefficient. {alt} stands for the name of the alternative; asc is a constant for each"
                        + " but the first, or but SM by asc(base=SM). name=term names a coefficient. asc:MALE and {alt}_TT:INCOME are"
                        + " products, C(PURPOSE) is a category, alternative:{alt}_TT has a coefficient for each alternative. 'TRAIN:"
                        + " ...; CAR: ...' gives each its own sum, in which terms of one name share a coefficient."
            })
    private String utility = "";

    @Option(
            names = "--alternatives",
            paramLabel = "LIST",
            description = {
                "Name the alternatives, with the codes of --choice, such as '1=TRAIN,2=SM,3=CAR'.",
                "Without codes the column holds the names. Default: with --alternative, the values of that column."
            })
    private String alternatives = "";

    @Option(
            names = "--alternative",
            paramLabel = "COL",
            description = {
                "Read the alternative of a row from this column: a row is a choice and an alternative.",
                "The column of --example tells which rows are one choice. Default: a row is a choice."
            })
    private String alternative = "";

    @Option(
            names = "--example",
            paramLabel = "COL",
            description = "Read the name of the choice from this column. Default: its line.")
    private String example = "";

    @Option(
            names = "--available",
            paramLabel = "TERM",
            description = "Offer an alternative only where this is not 0, such as {alt}_AV. Default: always.")
    private String available = "";

    @Option(
            names = "--only",
            paramLabel = "CONDITION",
            description = {
                "Use only rows where this holds, such as 'PURPOSE in (1, 3) and CHOICE != 0'.",
                "The saved model applies it to other data that have these columns, too."
            })
    private String only = "";

    @Option(
            names = "--define",
            paramLabel = "COL=TERM",
            description = {
                "Compute a column from others, such as 'TRAIN_CO = TRAIN_CO * (GA == 0)'.",
                "May be repeated. Terms have + - * /, comparisons, and, or, not, in, log, log1p, sqrt, square, exp, abs, min and max."
            })
    private List<String> definitions = List.of();

    @Option(names = "--probit", description = "Fit a probit with independent errors.")
    private boolean isProbit;

    @Option(
            names = "--nests",
            paramLabel = "NESTS",
            description = {
                "Fit a nested logit, such as 'existing=TRAIN,CAR'.",
                "Several nests are separated by semicolons. A nest may be in another: 'all=existing,BUS; existing=TRAIN,CAR'."
                        + " With an alternative in several nests it is cross-nested. mu of a nest is its scale over that of the nest"
                        + " around it, and 1 for a logit."
            })
    private String nests = "";

    @Option(
            names = "--sample-alternatives",
            paramLabel = "K",
            description = {
                "Fit a logit to K alternatives of each choice, with the chosen one, if there are thousands.",
                "Those that are chosen more often are drawn more often, and utilities are corrected for it."
            })
    private Optional<Integer> sampleSize = Optional.empty();

    @Unmatched
    private List<String> learnOptions = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(Context context) {
        LearnArguments learn = LearnArguments.of(spec, learnOptions);
        Choices choices = choices(learn, context);
        learn.fill("--layout", "long");
        learn.fill("--oracle", "argmax:n={d}");
        learn.fill("--reshape", choices.text());
        learn.fill("--example", choices.exampleColumn());
        learn.fill("--coordinate", choices.alternativeColumn());
        learn.fill("--decision", choice);
        learn.fill("--features", String.join(", ", choices.features()));
        if (!isProbit) {
            learn.fillIfAbsent("--noise", "gumbel");
        } else if (learn.value("--loss").or(() -> learn.value("--tastes")).isEmpty()) {
            learn.fill("--loss", "likelihood:noise=gaussian");
        } else {
            // with --tastes, a probit is fitted by moments, because its likelihood would need an integral per draw of
            // tastes; a --loss that is given is not replaced
            learn.fill("--noise", "gaussian");
        }
        if (!nests.isEmpty()) {
            Arguments.require(
                    learn.value("--tastes").or(() -> learn.value("--classes")).isEmpty(),
                    "--nests does not go with --tastes and --classes: nests are the same for all persons",
                    "Maybe leave one of them out");
            learn.fill("--cost-model", ChoiceModels.nested(nests));
            // from the column of --effects, the nested model reads the alternative of each row, to find its nests
            learn.fill("--effects", choices.alternativeColumn());
        }
        sampleSize.ifPresent(count -> learn.fill(
                "--cost-model", "sampled-alternatives:count=" + Arguments.atLeast("--sample-alternatives", count, 2)));
        learn.fillIfAbsent("--holdout", "0");
        // runs dither learn, and returns its exit code
        return context.dither().applyAsInt(learn.commandLine(context.isJson()), context.out());
    }

    private Choices choices(LearnArguments learn, Context context) {
        Map<String, String> arguments = new LinkedHashMap<>();
        // each parameter of the reshaper is an option of the same name
        for (Parameter parameter : Choices.parameters()) {
            OptionSpec option = spec.findOption("--" + parameter.name());
            arguments.put(parameter.name(), String.join("; ", option.stringValues()));
        }
        Arguments.require(
                !alternatives.isEmpty() || !alternative.isEmpty(),
                "the alternatives are unknown, because neither --alternatives nor --alternative is given",
                "Maybe add --alternatives '1=TRAIN,2=CAR', or --alternative mode if each row has one alternative");
        if (alternatives.isEmpty() && NEEDS_NAMES.matcher(utility).find()) {
            arguments.put(Choices.ALTERNATIVES, String.join(",", namesOfRows(learn, context)));
        }
        return Choices.of(arguments);
    }

    /** Returns the names of the alternatives in the rows, sorted. */
    private Set<String> namesOfRows(LearnArguments learn, Context context) {
        Set<String> names = new TreeSet<>();
        learn.value("--data")
                .ifPresent(place -> new Histories(context.plugins().classLoaders(), System.getenv())
                        .open(place, learn.value("--query").orElse(""))
                        .forEach(row -> names.add(row.text(alternative))));
        return names;
    }

    @Override
    public List<OptionRule> optionRules() {
        return List.of(
                OptionRule.excludes(
                        "--sample-alternatives",
                        List.of("--probit", "--nests"),
                        "the correction for alternatives that are left out is that of a logit",
                        "leave one of them out"),
                OptionRule.excludes("--probit", List.of("--nests"), "only a logit has nests", "leave one of them out"),
                OptionRule.needs(
                        "--alternative",
                        List.of("--example"),
                        "a choice has several rows",
                        "add --example id, the column that tells which rows are one choice"));
    }
}
