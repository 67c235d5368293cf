package io.dither.experiments.choicemodels;

import java.util.ArrayList;
import java.util.List;

/**
 * A published choice model, with the command that fits it again.
 *
 * @param name its name among Biogeme's examples, such as {@code b01a}; for the route choices, the name of the data
 * @param description the kind of the model, such as nested logit
 * @param data the data set
 * @param published the published log likelihood
 * @param method how the published log likelihood was computed: exactly or by simulation
 * @param options the options of {@code dither choice}, without the options of the data
 */
record ChoiceModel(String name, String description, Data data, double published, Method method, List<String> options) {
    /**
     * How a published log likelihood was computed.
     *
     * @param isSimulated whether it was computed by simulation, with an error that is not published
     * @param quadrature the same log likelihood without simulation: the integral over the random tastes by quadrature
     *     on a dense grid; NaN if it was not computed
     */
    record Method(boolean isSimulated, double quadrature) {}

    private static final Method EXACT = new Method(false, Double.NaN);
    private static final Method SIMULATED = new Method(true, Double.NaN);

    /**
     * The data sets, with their options. In the columns of Swissmetro, SM is the Swissmetro, TT the travel time, CO the
     * cost, HE the headway, AV whether an alternative is available, and GA whether the person has a season ticket.
     */
    enum Data {
        SWISSMETRO(
                "swissmetro/swissmetro.dat.gz",
                "--choice",
                "CHOICE",
                "--alternatives",
                "1=TRAIN,2=SM,3=CAR",
                "--only",
                "PURPOSE in (1, 3) and CHOICE != 0",
                "--define",
                "TRAIN_CO = TRAIN_CO * (GA == 0)",
                "--define",
                "SM_CO = SM_CO * (GA == 0)",
                "--define",
                "TRAIN_AV = TRAIN_AV * (SP != 0)",
                "--define",
                "CAR_AV = CAR_AV * (SP != 0)",
                "--available",
                "{alt}_AV"),
        ROUTES("route-choice/swiss.csv", "--choice", "choice", "--alternatives", "1,2");

        private final String file;

        @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
        private final List<String> options;

        Data(String file, String... options) {
            this.file = file;
            this.options = List.of(options);
        }

        String file() {
            return file;
        }
    }

    /** The utility of the models of Swissmetro that have only a constant, time and cost. */
    private static final String BASIC_UTILITY = "asc(base=SM) + {alt}_TT/100 + {alt}_CO/100";
    /** Travel time, travel cost, headway and changes. */
    private static final String ROUTE_UTILITY = "tt{alt} + tc{alt} + hw{alt} + ch{alt}";
    /** TRAIN is in both nests. */
    private static final String TWO_NESTS = "existing=TRAIN,CAR; public=TRAIN,SM";

    /** Returns all models, in the order of the table. */
    static List<ChoiceModel> all() {
        List<ChoiceModel> all = new ArrayList<>();
        addSwissmetro(all, "b01a", "logit", -5331.252, EXACT, BASIC_UTILITY);
        addSwissmetro(
                all,
                "b01b",
                "logit, constants by sex and season ticket",
                -4943.895,
                EXACT,
                "asc(base=SM) + asc(base=SM):MALE + asc(base=SM):GA + {alt}_TT/100 + {alt}_CO/100");
        addSwissmetro(
                all,
                "b02",
                "logit, weighted",
                -5669.069,
                EXACT,
                BASIC_UTILITY,
                "--define", // the weights of Biogeme's example
                "W = 0.8890991 * (GROUP == 2) + 1.2 * (GROUP == 3)",
                "--weight",
                "W",
                "--weighting",
                "frequency");
        addSwissmetro(all, "b09", "nested", -5236.900, EXACT, BASIC_UTILITY, "--nests", "existing=TRAIN,CAR");
        addSwissmetro(all, "b11c", "cross-nested, 7 parameters", -5214.049, EXACT, BASIC_UTILITY, "--nests", TWO_NESTS);
        addSwissmetro(
                all,
                "b11a",
                "cross-nested, 13 parameters",
                -4997.865,
                EXACT,
                "TRAIN: asc + train_time=TRAIN_TT/100 + cost=TRAIN_CO/100 + train_headway=TRAIN_HE/100 + train_ga=GA;"
                        + " SM: sm_time=SM_TT/100 + cost=SM_CO/100 + sm_headway=SM_HE/100 + sm_ga=GA;"
                        + " CAR: asc + car_time=CAR_TT/100 + cost=CAR_CO/100",
                "--nests",
                TWO_NESTS);
        addMixtures(all);
        addRoutes(all);
        return all;
    }

    private static void addMixtures(List<ChoiceModel> all) {
        addMixture(all, "b05", "normal", -5215.694, -5214.8931);
        addMixture(all, "b06a", "uniform", -5215.805, -5215.0581);
        addMixture(all, "b25", "triangular", -5214.972, -5214.1905);
        addMixture(all, "b17a", "lognormal", -5231.272, -5231.4199);
        addPanel(
                all,
                "b12",
                "panel: time and three constants normal",
                -3574.944,
                "time=normal,asc_TRAIN=normal,asc_SM=normal,asc_CAR=normal");
        addPanel(
                all,
                "b15",
                "panel: the same in two classes, one of which does not mind time",
                -3524.886,
                "time=normal,asc_TRAIN=normal,asc_SM=normal,asc_CAR=normal,time of class 1=0",
                "--classes",
                "2");
    }

    /**
     * Adds a model whose tastes differ between persons; {@code tastes} is the text of {@code --tastes}, {@code extra}
     * are more options.
     */
    private static void addPanel(
            List<ChoiceModel> all, String name, String description, double published, String tastes, String... extra) {
        List<String> options = new ArrayList<>(List.of(
                "TRAIN: asc + time=TRAIN_TT/100 + cost=TRAIN_CO/100; SM: asc + time=SM_TT/100 + cost=SM_CO/100;"
                        + " CAR: asc + time=CAR_TT/100 + cost=CAR_CO/100",
                "--person",
                "ID",
                "--tastes",
                tastes,
                // one mean must be fixed, because only differences of constants matter
                "--fix",
                "asc_SM=0"));
        options.addAll(List.of(extra));
        addSwissmetro(all, name, description, published, SIMULATED, options.toArray(String[]::new));
    }

    private static void addRoutes(List<ChoiceModel> all) {
        addRoutes(all, "logit", -1665.6885, EXACT);
        addRoutes(all, "2 classes", -1552.534, EXACT, "--classes", "2");
        addRoutes(all, "3 classes", -1490.216, EXACT, "--classes", "3");
        addRoutes(all, "lognormal tastes", -1443.672, SIMULATED, "--tastes", "lognormal");
        addRoutes(all, "correlated lognormal tastes", -1404.472, SIMULATED, "--tastes", "lognormal", "--correlated");
    }

    /** Adds a model of Swissmetro; the first of {@code texts} is the text of {@code --utility}, the other texts are more options. */
    private static void addSwissmetro(
            List<ChoiceModel> all, String name, String description, double published, Method method, String... texts) {
        List<String> modelOptions = new ArrayList<>(List.of("--utility"));
        modelOptions.addAll(List.of(texts));
        all.add(new ChoiceModel(name, description, Data.SWISSMETRO, published, method, modelOptions));
    }

    /** Adds a model in which each choice counts as a person; {@code law} is the distribution of the taste for time. */
    private static void addMixture(
            List<ChoiceModel> all, String name, String law, double published, double quadrature) {
        String[] options = {BASIC_UTILITY, "--person", "example", "--tastes", "TT/100=" + law};
        addSwissmetro(all, name, "time " + law + " over choices", published, new Method(true, quadrature), options);
    }

    private static void addRoutes(
            List<ChoiceModel> all, String description, double published, Method method, String... options) {
        List<String> modelOptions = new ArrayList<>(List.of("--utility", ROUTE_UTILITY, "--person", "ID"));
        modelOptions.addAll(List.of(options));
        all.add(new ChoiceModel("Swiss routes", description, Data.ROUTES, published, method, modelOptions));
    }

    /** Returns the arguments of the command, for data in a folder. */
    List<String> command(String folder) {
        List<String> command = new ArrayList<>(List.of("choice", "--data", folder + "/" + data.file));
        command.addAll(data.options);
        command.addAll(options);
        return command;
    }
}
