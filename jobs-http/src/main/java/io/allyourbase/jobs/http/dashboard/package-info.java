@NullMarked
package io.allyourbase.jobs.http.dashboard;

import org.jspecify.annotations.NullMarked;
