/** What people decided, held against what was seen: which edges it denies, which peers it means, whether it matched. */
@NullMarked
package io.policap.infer.learn.decided;

import org.jspecify.annotations.NullMarked;
