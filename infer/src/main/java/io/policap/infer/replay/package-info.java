/** The proof: the recording, replayed against policies by the evaluator. */
@NullMarked
package io.policap.infer.replay;

import org.jspecify.annotations.NullMarked;
