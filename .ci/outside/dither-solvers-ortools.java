import io.dither.oracle.Sense;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        LinearProgram program = LinearProgram.builder(Sense.MAXIMIZE)
                .variables(3, 0, 1)
                .constraint(0, new double[] {4, 3, 2}, 5)
                .build();
        System.out.println(Arrays.toString(OrToolsLp.oracle(program).solve(new double[] {5, 3, 3})));
    }
}
