package io.dither.experiments.histories;

/** What {@code dither learn} prints without data. */
final class HowFilesLook {
    static final String TEXT = """
            dither learn needs a history: --data FILE (or a database), --oracle SPEC, and how the lines are laid out.

            --layout wide: one line per example; all coordinates share its features
                example,rain,hour,decision
                monday,0.2,8,2                    2: coordinate 2 is chosen; several: 0 2 5; all values: [2 0 1]
                tuesday,3.5,8,0
              dither learn --data days.csv --oracle argmax:n=3

            --layout long: one line per example and coordinate; examples may differ in size
                example,coordinate,price,minutes,decision
                monday,0,2.5,30,1
                monday,1,9.0,12,0
              dither learn --layout long --data choices.csv --oracle 'argmax:n={d}'

            --layout shared: one line per example, and a file of coordinates that all share
                example,from,to,decision          roads.csv: source,target,length,climb
                t1,a,c,a>b>c                                 a,b,1.2,0
                t2,a,b,0                                     b,c,0.7,0.1
              dither learn --layout shared --coordinates roads.csv --data trips.csv \\
                --oracle 'jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}'

            dither learn --write-example DIR writes a history to start from; dither learn --help lists all options.
            """;

    private HowFilesLook() {}
}
