import io.dither.oracle.LinearOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.Arrays;
import java.util.List;

class Main {
    public static void main(String[] args) {
        LinearOracle threshold =
                LinearOracle.of(3, theta -> Arrays.stream(theta).map(t -> t > 0 ? 1 : 0).toArray());
        List<RuleResult> results = OracleContract.check(threshold);
        if (results.isEmpty() || results.stream().anyMatch(RuleResult::isFailure)) {
            throw new IllegalStateException(results.toString());
        }
        System.out.println(results.size() + " rules");
    }
}
