package io.dither.experiments.choicemodels;

import java.util.ArrayList;
import java.util.List;

/**
 * A published choice model.
 *
 * @param name its name where it was published
 * @param what what it is
 * @param data its data
 * @param published the published log likelihood
 * @param isSimulated whether that was simulated, with an error of its own
 * @param options the options of the command, without data
 */
record ChoiceModel(String name, String what, Data data, double published, boolean isSimulated, List<String> options) {
    /** The data sets, with their options. */
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
        private final List<String> options;

        Data(String file, String... options) {
            this.file = file;
            this.options = List.of(options);
        }

        String file() {
            return file;
        }
    }

    private static final String USUAL = "asc(base=SM) + {alt}_TT/100 + {alt}_CO/100";
    private static final String ROUTE = "tt{alt} + tc{alt} + hw{alt} + ch{alt}";
    private static final String BOTH = "existing=TRAIN,CAR; public=TRAIN,SM";

    /** Returns all, in the order of the table. */
    static List<ChoiceModel> all() {
        List<ChoiceModel> all = new ArrayList<>();
        swissmetro(all, "b01a", "logit", -5331.252, false, USUAL);
        swissmetro(
                all,
                "b01b",
                "logit, constants by sex and season ticket",
                -4943.895,
                false,
                "asc(base=SM) + asc(base=SM):MALE + asc(base=SM):GA + {alt}_TT/100 + {alt}_CO/100");
        swissmetro(
                all,
                "b02",
                "logit, weighted",
                -5669.069,
                false,
                USUAL,
                "--define",
                "W = 0.8890991 * (GROUP == 2) + 1.2 * (GROUP == 3)",
                "--weight",
                "W",
                "--weighting",
                "frequency");
        swissmetro(all, "b09", "nested", -5236.900, false, USUAL, "--nests", "existing=TRAIN,CAR");
        swissmetro(all, "b11c", "cross-nested, 7 parameters", -5214.049, false, USUAL, "--nests", BOTH);
        swissmetro(
                all,
                "b11a",
                "cross-nested, 13 parameters",
                -4997.865,
                false,
                "TRAIN: asc + train_time=TRAIN_TT/100 + cost=TRAIN_CO/100 + train_headway=TRAIN_HE/100 + train_ga=GA;"
                        + " SM: sm_time=SM_TT/100 + cost=SM_CO/100 + sm_headway=SM_HE/100 + sm_ga=GA;"
                        + " CAR: asc + car_time=CAR_TT/100 + cost=CAR_CO/100",
                "--nests",
                BOTH);
        mixture(all, "b05, b06b, b24", "normal", -5214.893); // by quadrature
        mixture(all, "b06a", "uniform", -5215.805);
        mixture(all, "b25", "triangular", -5214.972);
        mixture(all, "b17a", "lognormal", -5231.272);
        swissmetro(
                all,
                "b12",
                "panel: time and three constants normal",
                -3574.944,
                true,
                "TRAIN: asc + time=TRAIN_TT/100 + cost=TRAIN_CO/100; SM: asc + time=SM_TT/100 + cost=SM_CO/100;"
                        + " CAR: asc + time=CAR_TT/100 + cost=CAR_CO/100",
                "--person",
                "ID",
                "--tastes",
                "time=normal,asc_TRAIN=normal,asc_SM=normal,asc_CAR=normal",
                "--fix",
                "asc_SM=0");
        routes(all, "logit", -1665.6885, false);
        routes(all, "2 classes", -1552.534, false, "--classes", "2");
        routes(all, "3 classes", -1490.216, false, "--classes", "3");
        routes(all, "lognormal tastes", -1443.672, true, "--tastes", "lognormal");
        routes(all, "correlated lognormal tastes", -1404.472, true, "--tastes", "lognormal", "--correlated");
        return all;
    }

    private static void swissmetro(
            List<ChoiceModel> all, String name, String what, double published, boolean isSimulated, String... options) {
        List<String> given = new ArrayList<>(List.of("--utility"));
        given.addAll(List.of(options));
        all.add(new ChoiceModel(name, what, Data.SWISSMETRO, published, isSimulated, given));
    }

    private static void mixture(List<ChoiceModel> all, String name, String law, double published) {
        String[] options = {USUAL, "--person", "example", "--tastes", "TT/100=" + law};
        swissmetro(all, name, "time " + law + " over choices", published, !law.equals("normal"), options);
    }

    private static void routes(
            List<ChoiceModel> all, String what, double published, boolean isSimulated, String... options) {
        List<String> given = new ArrayList<>(List.of("--utility", ROUTE, "--person", "ID"));
        given.addAll(List.of(options));
        all.add(new ChoiceModel("Swiss routes", what, Data.ROUTES, published, isSimulated, given));
    }

    /** Returns the arguments of the command, for data in a folder. */
    List<String> command(String folder) {
        List<String> command = new ArrayList<>(List.of("choice", folder + "/" + data.file));
        command.addAll(data.options);
        command.addAll(options);
        return command;
    }
}
