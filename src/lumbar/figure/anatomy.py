"""The body that is drawn: lengths and thicknesses in metres, for a stature of about 1.75 m."""

# Lengths between joints.
PELVIS = 0.14  # hip joints to waist
LUMBAR = 0.15  # waist to lower ribs
THORAX = 0.26  # lower ribs to the base of the neck
NECK = 0.10
HEAD = 0.095  # base of the skull to the middle of the head
UPPER_ARM = 0.285
FOREARM = 0.25
HAND = 0.15
THIGH = 0.43
SHANK = 0.42
SHOULDER_DROP = 0.055  # the shoulder joint lies this far below the base of the neck
SHOULDER_HALF_WIDTH = 0.165
HIP_HALF_WIDTH = 0.085
ANKLE_FORWARD = 0.045  # from the middle of the heel, along the sole
ANKLE_HEIGHT = 0.055  # from the middle of the heel, toward the shin
TOE_FORWARD = 0.19
TOE_DROP = 0.015  # the toes are thinner than the heel: their middle lies lower over a flat sole

# Half thicknesses.
HIP_RADIUS = 0.105
WAIST_RADIUS = 0.088
RIBS_RADIUS = 0.108
COLLAR_RADIUS = 0.07
NECK_RADIUS = 0.055
HEAD_RADIUS = 0.1
SHOULDER_RADIUS = 0.056
ELBOW_RADIUS = 0.038
WRIST_RADIUS = 0.028
FINGER_RADIUS = 0.02
THIGH_RADIUS = 0.082
KNEE_RADIUS = 0.056
CALF_RADIUS = 0.056
ANKLE_RADIUS = 0.036
HEEL_RADIUS = 0.035
TOE_RADIUS = 0.02
