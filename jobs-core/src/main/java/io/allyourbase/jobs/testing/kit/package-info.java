@NullMarked
package io.allyourbase.jobs.testing.kit;

import org.jspecify.annotations.NullMarked;
