import io.dither.oracle.LinearOracle;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        LinearOracle threshold =
                LinearOracle.of(3, theta -> Arrays.stream(theta).map(t -> t > 0 ? 1 : 0).toArray());
        System.out.println(Arrays.toString(threshold.solve(new double[] {1, -2, 3})));
    }
}
