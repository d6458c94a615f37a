"""The units that are known, in the definition language of the unit registry.

Physical units follow the SI; kgce and tce are the Chinese standard coal equivalents of 29.3076 MJ/kg
(GB/T 2589). Inch, foot, yard, mile, pound and the gallons are exact by definition (NIST SP 811, B.8; the
plain ``gal`` is that of the United States), the Btu is that of the International Table, and a therm is
100,000 of them. A normal cubic metre is one of gas at 0 °C and 101.325 kPa (DIN 1343), which no cubic
metre at another state adds to. A tonne of CO2 is one of CO2e, of which it is the measure. Currencies and things counted are dimensions of their own, so that persons never add to
incidents. Spans of the calendar are not here: a month is no fixed number of days.
"""

#: The dimensions of things that are counted, of which there can be no negative number.
COUNTED = frozenset(
    f"[{name}]"
    for name in (
        "incident", "event", "person", "case", "item", "occurrence", "lot", "package", "sheet",
        "complaint", "penalty", "vehicle", "site", "product", "count", "report", "injury", "audit",
        "training", "drill", "inspection", "hazard", "action",
    )
)  # fmt: skip

#: The dimensions of levels on a logarithmic scale, of which neither a sum nor a plain mean exists.
LOGARITHMIC = frozenset({"[level]", "[sound_level]", "[sound_level_C]", "[acidity]"})

#: The units whose zero is a point of a scale, each with the unit of its differences.
INTERVALS = {"degreeC": "kelvin", "degreeF": "degreeR"}

#: Read line by line: ``name = definition = symbol = other names``; ``_`` where there is no symbol.
DEFINITIONS = """\
giga- = 1e9 = G-
mega- = 1e6 = M-
kilo- = 1e3 = k-
hecto- = 1e2 = h-
deci- = 1e-1 = d-
centi- = 1e-2 = c-
milli- = 1e-3 = m-
micro- = 1e-6 = µ- = μ- = u-
nano- = 1e-9 = n-

meter = [length] = m = metre = 米
gram = [mass] = g = 克
second = [time] = s = 秒
ampere = [current] = A
kelvin = [temperature]; offset: 0 = K
mole = [substance] = mol
minute = 60 * second = min = 分钟
hour = 60 * minute = h = 小时 = 工时
day = 24 * hour = d = 天
degreeC = kelvin; offset: 273.15 = °C = degC = celsius = 摄氏度
degreeR = 5 / 9 * kelvin = °R = degR = rankine
degreeF = 5 / 9 * kelvin; offset: 233.15 + 200 / 9 = °F = degF = fahrenheit = 华氏度
hertz = 1 / second = Hz

hectare = 10000 * meter ** 2 = ha = 公顷
liter = 0.001 * meter ** 3 = L = l = litre = 升
metric_ton = 1000 * kilogram = t = tonne = 吨
kilogramme = 1000 * gram = kg = kilogram = 公斤 = 千克
square_metre = meter ** 2 = m2 = 平方米
cubic_metre = meter ** 3 = m3 = 立方米
kilometre = 1000 * meter = km = kilometer = 公里 = 千米
inch = 0.0254 * meter = in = inches
foot = 0.3048 * meter = ft = feet
yard = 0.9144 * meter = yd = yards
mile = 1609.344 * meter = mi = miles
square_foot = foot ** 2 = ft2 = sqft
cubic_foot = foot ** 3 = ft3
acre = 4840 * yard ** 2 = _ = acres = ac
US_gallon = 3.785411784 * liter = gal = gallon = gallons = US_gal
imperial_gallon = 4.54609 * liter = imp_gal
pound = 0.45359237 * kilogram = lb = lbs = pounds
ounce = pound / 16 = oz
short_ton = 2000 * pound
long_ton = 2240 * pound

newton = kilogram * meter / second ** 2 = N
pascal = newton / meter ** 2 = Pa
bar = 100000 * pascal
joule = newton * meter = J
watt = joule / second = W
watt_hour = watt * hour = Wh
kilowatt_hour = 1000 * watt_hour = kWh = 度 = 千瓦时
calorie = 4.1868 * joule = cal
kgce = 29307600 * joule = _ = 千克标准煤
tce = 1000 * kgce = _ = 吨标准煤
british_thermal_unit = 1055.05585262 * joule = Btu = BTU
MMBtu = 1e6 * british_thermal_unit = _ = MMBTU = mmBtu
therm = 1e5 * british_thermal_unit = _ = therms
volt = watt / ampere = V
decibel = [level] = dB = 分贝
decibel_A = [sound_level] = dB_A = dBA
decibel_C = [sound_level_C] = dB_C = dBC
pH = [acidity]
NTU = [turbidity]

co2e_gram = [greenhouse_gas] = gCO2e
tCO2e = 1e6 * co2e_gram = _ = 吨二氧化碳当量
gCO2 = co2e_gram
tCO2 = 1e6 * co2e_gram = _ = 吨二氧化碳
normal_cubic_metre = [normal_volume] = Nm3 = 标准立方米 = 标方

ratio = [] = _ = 比率
percent = 0.01 = %
permille = 0.001 = ‰
ppm = 1e-6
ppb = 1e-9

CNY = [currency_CNY] = _ = RMB = yuan = 元 = 人民币
万元 = 10000 * CNY
USD = [currency_USD] = _ = 美元
EUR = [currency_EUR] = _ = 欧元
GBP = [currency_GBP] = _ = 英镑
JPY = [currency_JPY] = _ = 日元
HKD = [currency_HKD] = _ = 港元
TWD = [currency_TWD] = _ = NTD = 新台币

incident = [incident] = _ = incidents = accident = 起
event = [event] = _ = events = 起事件
person = [person] = _ = persons = people = employee = employees = worker = workers = driver = drivers = 人
case = [case] = _ = cases = 案
item = [item] = _ = items = piece = pieces = 件 = 个 = 项
time = [occurrence] = _ = times = 次
lot = [lot] = _ = lots = batch = batches = 批
package = [package] = _ = packages = drum = drums = 桶
sheet = [sheet] = _ = sheets = 份 = 张
complaint = [complaint] = _ = complaints = 起投诉
penalty = [penalty] = _ = penalties = 起处罚
vehicle = [vehicle] = _ = vehicles = 辆
site = [site] = _ = sites = 场所
product = [product] = _ = products = 台
count = [count] = _ = counts
report = [report] = _ = reports = 份报告
injury = [injury] = _ = injuries = 起伤害
audit = [audit] = _ = audits = 次审核
training = [training] = _ = trainings = 次培训 = 培训
drill = [drill] = _ = drills = 次演练
inspection = [inspection] = _ = inspections = 次检查
hazard = [hazard] = _ = hazards = 项隐患
action = [action] = _ = actions = 项措施
"""
