@NullMarked
package io.allyourbase.jobs.explain;

import org.jspecify.annotations.NullMarked;
